// page/tables.h - the tables that this folder reads pages with (*.tsv beside this file): text that
// a person can read and correct, compiled into the program.
#pragma once

#include <functional>
#include <string_view>
#include <vector>

namespace parley::page {

// The text of a table, "cues.tsv"; empty when there is none of that name.
std::string_view table_text(std::string_view name);

// Calls `take` with the fields of each row; comments (#) and empty lines are left out.
// The tables are our own: a row with fewer than `fields` fields ends the program and names its
// line.
void for_each_row(std::string_view table, std::size_t fields,
                  const std::function<void(const std::vector<std::string_view>&)>& take);

// Ends the program: a table of ours is wrong, and no page could be read as it should be.
[[noreturn]] void bad_table(std::string_view table, std::string_view what);

}  // namespace parley::page
