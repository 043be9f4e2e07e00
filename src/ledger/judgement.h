// What people decide about a ledger: new rows, never an overwriting, and each can be withdrawn.
#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "model/picture.h"

namespace daybook {

/// One decision. `verdict` is "same" (`about` and `value` are ids of one actor; the name of `value` is kept) or "withdrawn" (`about` is the id of the
/// judgement that no longer holds).
struct LedgerJudgement {
  std::string id;           ///< "jdg_…"
  std::string about, verdict, value;
  std::string reason;       ///< "" if none was given
  std::string author;       ///< who decided
  std::string recorded_at;  ///< ISO 8601 UTC
  bool holds = true;        ///< false once withdrawn; a withdrawal can be withdrawn too
};

/// Marks what is withdrawn; the list is in the order of its rows.
void settle(std::vector<LedgerJudgement>& judgements);

/// Which actors are one, after the judgements that hold. Const and thread-safe.
class Identities {
 public:
  explicit Identities(const std::vector<LedgerJudgement>& settled);
  /// The id that is kept for an actor; its own where nobody judged otherwise.
  const std::string& kept(const std::string& id) const;
  /// Gives actors, targets and sources of the claims the kept id, and the name, party, sector and country that the kept actor has in the first
  /// of the claims that names it. The words of the text stay.
  void apply(std::vector<LedgerClaim>& claims) const;

 private:
  std::unordered_map<std::string, std::string> kept_;
};

}  // namespace daybook
