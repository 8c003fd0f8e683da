// What the text says about the standing of a fact; part of a statement's
// identity. Numbers equal those of zhimai.v1.Modality.
#pragma once

#include <cstdint>
#include <string_view>

namespace zhimai {

enum class Modality : uint8_t {
  kAsserted = 1,
  kPlanned = 2,
  kProposed = 3,
  kDemanded = 4,
  kReported = 5,
  kNegated = 6,
};

inline constexpr int kModalityCount = 6;

// "asserted", "planned", …: the local names of zm:status.
constexpr std::string_view ModalityName(Modality modality) {
  switch (modality) {
    case Modality::kAsserted:
      return "asserted";
    case Modality::kPlanned:
      return "planned";
    case Modality::kProposed:
      return "proposed";
    case Modality::kDemanded:
      return "demanded";
    case Modality::kReported:
      return "reported";
    case Modality::kNegated:
      return "negated";
  }
  return "asserted";
}

// Numbers outside the enumeration are read as asserted, as the schema says.
constexpr Modality ModalityFromNumber(int number) {
  return number >= 1 && number <= kModalityCount ? static_cast<Modality>(number)
                                                 : Modality::kAsserted;
}

}  // namespace zhimai
