// language/biluo.h - the entity recogniser's transition system: one action a token, Begin In Last Unit Out.
// Closed  B where a token follows that starts no sentence and this one is not white space; U where it is not white
//         space; O always.
// Open    I where a token follows that starts no sentence; L always. Both with the label of the open entity.
// So an entity never crosses a sentence's start nor begins with white space, but may end with it.
// Source  spacy/pipeline/_parser_internals/ner.pyx (3.8), without preset entities.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

namespace parley::language {

struct Biluo {
  enum Action : std::uint8_t { missing, begin, in, last, unit, out };
  static constexpr std::size_t kSlots = 3;

  struct Entity {
    std::uint32_t first, end;  // tokens [first, end)
    std::uint32_t label;       // as given to apply
  };

  // Both spans are of one entry a token and must live until the text is done.
  void start(std::span<const std::uint8_t> white_space,
             std::span<const std::uint8_t> sentence_starts);
  bool finished() const { return at == is_space.size(); }
  bool is_open() const { return open; }
  // Bit a is set where action a is valid.
  unsigned valid_actions() const;
  // Does a valid action on the token `at`; `label` is that of begin and unit.
  void apply(Action action, std::uint32_t label);
  // What the network looks at: the token, the first one of the open entity, the one before the token if an entity is
  // open. -1 where there is none.
  std::array<std::int32_t, kSlots> slots() const;

  std::span<const std::uint8_t> is_space, starts;
  std::uint32_t at = 0;
  bool open = false;  // the last of `entities` is; its end is void until then
  std::vector<Entity> entities;
};

}  // namespace parley::language
