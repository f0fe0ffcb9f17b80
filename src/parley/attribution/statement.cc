#include "parley/attribution/statement.h"

namespace parley::attribution {

std::string_view name_of(StatementKind kind) {
  switch (kind) {
    case StatementKind::direct:
      return "direct";
    case StatementKind::mixed:
      return "mixed";
    case StatementKind::indirect:
      return "indirect";
  }
  return "indirect";
}

}  // namespace parley::attribution
