// The belief about one place: who holds it, and who fights for it. A filter with hidden states {each party, unknown}.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "picture/observe.h"

namespace daybook {

/// Moves forward in time only: give it observations in order of day, then ask.
class Belief {
 public:
  void advance(Day to);
  /// Advances to the observation's day and takes it in. The same origin saying the same again adds nothing.
  void take(const Observation& observation);
  /// `party` defends the place: fills what is unknown, no more than that.
  void infer_defender(const std::string& party);

  /// The most likely holder; "" if that is unknown.
  std::string holder() const;
  double probability(const std::string& party) const;
  /// Strength of the fight by others than the holder, 0..1, and who leads it ("" unnamed).
  std::pair<double, std::string> pressure() const;
  /// Two parties with credible claims to hold it at once.
  bool disputed() const;
  bool contested() const;
  std::optional<Day> contested_since() const { return contested_since_; }

 private:
  void gain(const Observation& o, double weight);
  void press(const Observation& o);
  void drain(const std::string& party, double part);
  double fresh_weight(const Observation& o);
  void note_contest();

  struct Fight {
    double strength = 0;
    Day last;
  };
  std::map<std::string, double> holds_ = {{"", 1.0}};
  std::map<std::string, Fight> fights_;
  struct Told {
    double weight = 0;  // taken in
    Day day;
  };
  std::map<std::tuple<int, std::string, std::string>, Told> told_;  // by effect, party, origin
  std::optional<Day> now_, contested_since_;
};

}  // namespace daybook
