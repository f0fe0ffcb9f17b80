// knowledge/landmarks.h - events so well known that telling them dates a report: "the truce that Russia and Turkey
// announced on 29 December" can only be that of 2016.
// Files    time/landmarks.tsv (days, names, signs), time/landmark_words.tsv (what "@bomb" in a sign stands for),
//          unsc/resolutions.tsv (number, day).
// Told     by a name ("Dayton Agreement"), or by signs: groups of words of which each must stand in the sentence.
//          A sign with a capital wants one. Order of words does not count.
// Cost     load reads the lines; their index is made when first asked, some 20 ms. Then a few hash look-ups a word.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "parley/base/date.h"
#include "parley/knowledge/files.h"

namespace parley::knowledge {

struct Landmark {
  DateRange days;
  std::string_view kind;  // "ceasefire"; the head of the file lists them
  std::string_view what;  // one line for people: "Arab League suspends Libya"
  bool likely = false;
};

// A landmark that a sentence tells.
struct ToldLandmark {
  const Landmark* landmark = nullptr;
  bool named = false;  // by its name; else by its signs
  // Groups of which a sign is found that few landmarks have: a name, another word; numbers do not count.
  int rare_names = 0, rare_words = 0;
};

class Landmarks {
 public:
  Landmarks();
  ~Landmarks();
  Landmarks(Landmarks&&) noexcept;
  Landmarks& operator=(Landmarks&&) noexcept;

  // The texts of `files` must outlive the landmarks.
  static Result<Landmarks> load(const Files& files);

  // What these words of one sentence tell, as written ("Jabla", "attacked"); marks between words are passed over.
  // Valid as long as this object. May be asked by several threads.
  std::vector<ToldLandmark> told_in(std::span<const std::string_view> words) const;

  // When the Security Council adopted it: the day, or the days between the neighbours known; nullopt for a number that
  // no year has.
  std::optional<DateRange> resolution(int number) const;

 private:
  struct Lines;
  class Index;

  std::unique_ptr<Lines> lines_;
};

}  // namespace parley::knowledge
