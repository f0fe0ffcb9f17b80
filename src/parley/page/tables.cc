#include "parley/page/tables.h"

#include <fmt/format.h>

#include <cstdio>
#include <cstdlib>

#include "parley/text/text.h"

namespace parley::page {

void for_each_row(std::string_view table, std::size_t fields,
                  const std::function<void(const std::vector<std::string_view>&)>& take) {
  std::size_t number = 0;
  for (std::string_view line : split(table_text(table), '\n')) {
    ++number;
    if (line.empty() || line.front() == '#') continue;
    const std::vector<std::string_view> row = split(line, '\t');
    if (row.size() < fields)
      bad_table(table,
                fmt::format("line {}: {} fields where {} were meant", number, row.size(), fields));
    take(row);
  }
}

void bad_table(std::string_view table, std::string_view what) {
  fmt::print(stderr, "parley: page/{}: {}\n", table, what);
  std::abort();
}

}  // namespace parley::page
