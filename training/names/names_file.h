// The file that the project keeps of a trained head for names: safetensors, half precision; tools/merge_network.cpp reads it.
#pragma once

#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "head.h"

namespace daybook::training {

/// Several heads, whose scores and transitions are averaged, and the lines of the lexicon:
///   names.word.weight [heads * hidden][width], names.lexicon.weight [heads * hidden][features], names.word.bias
///   names.beside.weight [heads * hidden][3 * hidden], .bias;  names.out.weight [classes][heads * hidden], .bias;  names.first, names.next
///   name_lexicon  bytes
/// `trained` says how. Throws Error{io}.
void write_names(const std::string& path, const std::vector<TrainedHead>& heads, std::size_t width, std::size_t hidden, const std::string& lexicon, const nlohmann::ordered_json& trained);

}  // namespace daybook::training
