// page/cues.h - phrases that tell what a line is for (cues.tsv): "Related articles",
// "(AFP/Handout)", "We use cookies". Cost    a hash look-up a word. Thread-safe: the lists are read
// once.
#pragma once

#include <bitset>
#include <cstdint>
#include <string_view>

#include "parley/page/line.h"

namespace parley::page {

// The lists of cues.tsv.
enum class Cue : std::uint8_t {
  related,       // heads a list of other stories
  comments,      // heads the readers' comments
  comments_off,  // "No comments", "Post a comment"
  share,         // share and print lines
  subscribe,     // newsletters, subscriptions
  appeal,        // asks for money
  cookie,        // consent to cookies
  nav,           // ways through the site
  legal,         // terms of use
  copyright,     // © lines
  more,          // "Read more", "Advertisement"
  media,         // players, galleries
  signature,     // "Sent from my ..."
  tags,          // lists of topics
  credit,        // whose reporting it is
  caption,       // words of captions
  photo,         // credit of a picture
  comment_meta,  // author and time of a comment
  update,        // "Published", "Last updated"
  byline,        // "By", "From our correspondent"
  posted_by,     // "Posted by web desk"
  tagline,       // "Kampala's paper of record"
  bio            // about the author
};
inline constexpr std::size_t kCueCount = 23;
std::string_view name_of(Cue cue);

using Cues = std::bitset<kCueCount>;

inline bool has(const Cues& cues, Cue cue) { return cues[static_cast<std::size_t>(cue)]; }

Cues find_cues(const Line& line);

}  // namespace parley::page
