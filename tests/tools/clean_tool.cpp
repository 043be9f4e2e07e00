// For measuring: prints the documents of a file, one JSON object a line, each with its page's place; rejections go to stderr.
//
// usage: clean_tool DATA_FOLDER PATH...
#include <cstdio>

#include "base/error.h"
#include "clean/cleaner.h"
#include "clean/document_json.h"
#include "read/reader.h"

using namespace daybook;

int main(int count, char** arguments) {
  if (count < 3) return 2;
  const Cleaner cleaner(read_clean_lexicon(Resources(arguments[1], "", "")));
  for (int i = 2; i < count; ++i) {
    const PageSinks sinks{[&](Page&& page) {
                            try {
                              const auto document = cleaner.clean(page);
                              std::printf("%s\n", document_to_json(document).c_str());
                            } catch (const Error& error) {
                              std::fprintf(stderr, "%s @%llu: %s\n", page.at.file.c_str(), static_cast<unsigned long long>(page.at.offset), error.what());
                            }
                          },
                          [&](Rejection&& r) {
                            std::fprintf(stderr, "%s @%llu #%u %s: %s\n", r.at.file.c_str(), static_cast<unsigned long long>(r.at.offset), r.at.record,
                                         r.code.c_str(), r.message.c_str());
                          }};
    try {
      read_path(arguments[i], {}, sinks);
    } catch (const Error& error) {
      std::fprintf(stderr, "%s\n", error.what());
    }
  }
}
