// fuzz/input_file.h - the fuzzer's bytes as a file, since inputs of the program are files.
#pragma once

#include <unistd.h>

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>

// Lies in the temporary folder while it lives; one of a name for each process and target.
class InputFile {
 public:
  InputFile(const std::string& target, const std::uint8_t* data, std::size_t size)
      : path_("/tmp/parley_" + target + "_" + std::to_string(::getpid())) {
    std::FILE* file = std::fopen(path_.c_str(), "wb");
    if (file == nullptr) std::abort();
    if (std::fwrite(data, 1, size, file) != size) std::abort();
    std::fclose(file);
  }
  ~InputFile() { ::unlink(path_.c_str()); }
  InputFile(const InputFile&) = delete;
  InputFile& operator=(const InputFile&) = delete;

  const std::string& path() const { return path_; }

 private:
  std::string path_;
};
