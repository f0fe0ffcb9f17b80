#include <glob.h>

#include <algorithm>
#include <filesystem>

#include "parley/page/read.h"

namespace parley::page {
namespace {

namespace fs = std::filesystem;

// The regular files below a folder, by path; links are not followed, so that a loop ends.
void walk(const std::string& folder, std::vector<std::string>& files,
          const std::function<void(Refusal)>& refuse) {
  std::error_code problem;
  std::vector<std::string> found;
  auto at = fs::recursive_directory_iterator(folder, fs::directory_options::none, problem);
  for (; !problem && at != fs::recursive_directory_iterator(); at.increment(problem)) {
    std::error_code unreadable;
    if (at->path().filename().string().starts_with('.')) {
      if (at->is_directory(unreadable)) at.disable_recursion_pending();
      continue;
    }
    if (at->is_regular_file(unreadable) && !at->is_symlink(unreadable))
      found.push_back(at->path().string());
  }
  if (problem) refuse({folder, {ErrorCode::no_permission, problem.message(), folder}});
  std::sort(found.begin(), found.end());
  files.insert(files.end(), found.begin(), found.end());
}

bool is_pattern(const std::string& input) {
  return input.find_first_of("*?[") != std::string::npos;
}

}  // namespace

std::vector<std::string> expand_inputs(const std::vector<std::string>& inputs,
                                       const std::function<void(Refusal)>& refuse) {
  std::vector<std::string> files;
  for (const std::string& input : inputs) {
    std::error_code problem;
    if (input == "-" || fs::exists(input, problem)) {
      if (input != "-" && fs::is_directory(input, problem))
        walk(input, files, refuse);
      else
        files.push_back(input);
      continue;
    }
    if (!is_pattern(input)) {
      files.push_back(input);  // read_input tells what is wrong with it
      continue;
    }
    glob_t matches{};
    const int status = ::glob(input.c_str(), 0, nullptr, &matches);
    if (status != 0) refuse({input, {ErrorCode::not_found, "no file matches", input}});
    for (std::size_t i = 0; i < matches.gl_pathc; ++i) {
      const std::string match = matches.gl_pathv[i];
      if (fs::is_directory(match, problem))
        walk(match, files, refuse);
      else
        files.push_back(match);
    }
    ::globfree(&matches);
  }
  return files;
}

}  // namespace parley::page
