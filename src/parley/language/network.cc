#include "parley/language/network.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

namespace parley::language {
namespace {

constexpr std::string_view kDecoration = "||";

Error refused(std::string_view component, std::string message,
              ErrorCode code = ErrorCode::bad_format) {
  return Error{code, std::string(component) + ": " + std::move(message), ""};
}

Error within(std::string_view component, const Error& error) {
  return refused(component, error.message, error.code);
}

bool listens(const ThincFile& file) { return file.first("tok2vec-listener") != nullptr; }

// The shared rows come from `tok2vec`, which must be there and of the width that the component takes.
std::optional<Error> check_listener(std::string_view component, const ThincFile& file,
                                    const std::optional<Tok2Vec>& tok2vec, std::size_t inputs) {
  if (!listens(file)) return refused(component, "has a tok2vec of its own", ErrorCode::unsupported);
  if (!tok2vec) return refused(component, "needs the component tok2vec, which the pipeline lacks");
  if (tok2vec->width() != inputs)
    return refused(component, "takes vectors of another width than tok2vec gives");
  return std::nullopt;
}

Result<LinearLayer> build_softmax(std::string_view component, const ThincFile& file,
                                  std::size_t classes) {
  const auto nodes = file.named("softmax");
  const Tensor* weight = nodes.size() == 1 ? nodes[0]->tensor("W") : nullptr;
  const Tensor* bias = nodes.size() == 1 ? nodes[0]->tensor("b") : nullptr;
  if (weight == nullptr || bias == nullptr || weight->shape.size() != 2 ||
      weight->shape[0] != classes || classes == 0 || bias->data.size() != classes)
    return refused(component, "has no output layer for its " + std::to_string(classes) + " labels");
  return make_linear(weight->shape[1], weight->shape[0], weight->data, bias->data);
}

Result<TaggerNet> build_tagger(const NetworkFiles& files, const std::optional<Tok2Vec>& tok2vec,
                               StringTable& strings) {
  auto output = build_softmax("tagger", *files.tagger, files.tagger_labels.size());
  if (!output) return output.error();
  if (auto error = check_listener("tagger", *files.tagger, tok2vec, output->inputs)) return *error;
  TaggerNet net{std::move(*output), {}};
  for (const std::string& label : files.tagger_labels) net.tags.push_back(strings.add(label));
  return net;
}

// Moves must come as shift, reduce, left..., right..., break: what any stock model has.
std::optional<Error> read_parser_moves(const std::vector<Move>& moves, StringTable& strings,
                                       ParserNet& net) {
  const auto unknown = [](const std::string& what) {
    return refused("parser", what, ErrorCode::unsupported);
  };
  const auto first_of = [&](std::uint32_t action) {
    return static_cast<std::uint32_t>(
        std::find_if(moves.begin(), moves.end(),
                     [&](const Move& move) { return move.action == action; }) -
        moves.begin());
  };
  if (!std::is_sorted(moves.begin(), moves.end(),
                      [](const Move& a, const Move& b) { return a.action < b.action; }))
    return unknown("moves that were added after its training");
  net.first_arc = first_of(ArcEager::left);
  net.first_right = first_of(ArcEager::right);
  net.break_class = first_of(ArcEager::sentence_break);
  if (first_of(ArcEager::shift) != 0 || first_of(ArcEager::reduce) != 1 || net.first_arc != 2 ||
      net.first_right >= moves.size() || net.break_class + 1 != moves.size())
    return unknown("not the moves of an arc-eager parser");
  for (const Move& move : moves) {
    // A sub-token arc has a condition of its own; no stock English model has one.
    if (move.label == "subtok") return unknown("label subtok");
    net.labels.push_back(strings.add(move.label));
    const std::size_t bars = move.label.find(kDecoration);
    if (bars == std::string::npos) continue;
    const std::string head_label = move.label.substr(bars + kDecoration.size());
    if (head_label.find(kDecoration) != std::string::npos) return unknown("label " + move.label);
    net.decorated[net.labels.back()] = {strings.add(move.label.substr(0, bars)),
                                        strings.add(head_label)};
  }
  net.root = strings.add("ROOT");
  return std::nullopt;
}

Result<ParserNet> build_parser(const NetworkFiles& files, const std::optional<Tok2Vec>& tok2vec,
                               StringTable& strings) {
  ParserNet net;
  if (auto error = read_parser_moves(files.parser_moves, strings, net)) return *error;
  std::vector<std::uint32_t> order(files.parser_moves.size());
  for (std::uint32_t c = 0; c < order.size(); ++c) order[c] = c;
  auto model = StepModel::build(*files.parser, ArcEager::kSlots, order.size(), order);
  if (!model) return within("parser", model.error());
  net.model = std::move(*model);
  if (auto error = check_listener("parser", *files.parser, tok2vec, net.model.projection.inputs))
    return *error;
  return net;
}

// The classes that can be chosen outside entities become the columns of the upper layer, in class order: begin, unit,
// out. Inside, two classes are left, scored alone. A unit without a label blocks a token: never chosen unasked.
std::optional<Error> read_entity_moves(const std::vector<Move>& moves, StringTable& strings,
                                       EntityNet& net, std::vector<std::uint32_t>& order) {
  constexpr std::uint32_t kNone = ~0U;
  const auto label_number = [&](const std::string& label) {
    const StringId id = strings.add(label);
    const auto found = std::find(net.labels.begin(), net.labels.end(), id);
    if (found == net.labels.end()) {
      net.labels.push_back(id);
      net.in_class.push_back(kNone);
      net.last_class.push_back(kNone);
      return static_cast<std::uint32_t>(net.labels.size() - 1);
    }
    return static_cast<std::uint32_t>(found - net.labels.begin());
  };
  std::uint32_t action_before = 0;
  for (std::uint32_t c = 0; c < moves.size(); ++c) {
    const Move& move = moves[c];
    if (move.action < action_before || move.action == Biluo::missing || move.action > Biluo::out)
      return refused("ner", "moves in an unknown order", ErrorCode::unsupported);
    action_before = move.action;
    if (move.action == Biluo::unit && move.label.empty()) continue;
    const std::uint32_t label = move.action == Biluo::out ? 0 : label_number(move.label);
    if (move.action == Biluo::in) {
      net.in_class[label] = c;
    } else if (move.action == Biluo::last) {
      net.last_class[label] = c;
    } else {
      net.closed.push_back({static_cast<Biluo::Action>(move.action), label});
      order.push_back(c);
      if (move.action == Biluo::begin) ++net.begins;
    }
  }
  if (net.closed.empty() || net.closed.back().action != Biluo::out || net.begins == 0 ||
      net.closed.size() != 2 * static_cast<std::size_t>(net.begins) + 1 ||
      net.labels.size() != net.begins ||
      std::count(net.in_class.begin(), net.in_class.end(), kNone) != 0 ||
      std::count(net.last_class.begin(), net.last_class.end(), kNone) != 0)
    return refused("ner", "labels without all their moves", ErrorCode::unsupported);
  return std::nullopt;
}

Result<EntityNet> build_ner(const NetworkFiles& files, const std::optional<Tok2Vec>& tok2vec,
                            StringTable& strings) {
  EntityNet net;
  std::vector<std::uint32_t> order;
  if (auto error = read_entity_moves(files.ner_moves, strings, net, order)) return *error;
  auto model = StepModel::build(*files.ner, Biluo::kSlots, files.ner_moves.size(), order);
  if (!model) return within("ner", model.error());
  net.model = std::move(*model);
  const std::size_t inputs = net.model.projection.inputs;
  if (listens(*files.ner)) {
    if (auto error = check_listener("ner", *files.ner, tok2vec, inputs)) return *error;
    return net;
  }
  auto own = Tok2Vec::build(*files.ner, files.vectors);
  if (!own) return within("ner", own.error());
  if (own->width() != inputs)
    return refused("ner", "takes vectors of another width than its tok2vec gives");
  net.tok2vec = std::move(*own);
  return net;
}

Result<SenterNet> build_senter(const NetworkFiles& files) {
  if (listens(*files.senter))
    return refused("senter", "shares the tok2vec", ErrorCode::unsupported);
  auto tok2vec = Tok2Vec::build(*files.senter, files.vectors);
  if (!tok2vec) return within("senter", tok2vec.error());
  auto output = build_softmax("senter", *files.senter, 2);
  if (!output) return output.error();
  if (tok2vec->width() != output->inputs)
    return refused("senter", "takes vectors of another width");
  return SenterNet{std::move(*tok2vec), std::move(*output)};
}

}  // namespace

Result<Network> Network::build(NetworkFiles files, StringTable& strings) {
  Network network;
  if (files.tok2vec) {
    auto built = Tok2Vec::build(*files.tok2vec, files.vectors);
    if (!built) return within("tok2vec", built.error());
    network.tok2vec = std::move(*built);
  }
  if (files.tagger) {
    auto built = build_tagger(files, network.tok2vec, strings);
    if (!built) return built.error();
    network.tagger = std::move(*built);
  }
  if (files.parser) {
    auto built = build_parser(files, network.tok2vec, strings);
    if (!built) return built.error();
    network.parser = std::move(*built);
  }
  if (files.ner) {
    auto built = build_ner(files, network.tok2vec, strings);
    if (!built) return built.error();
    network.ner = std::move(*built);
  }
  if (files.senter && !files.parser) {
    auto built = build_senter(files);
    if (!built) return built.error();
    network.senter = std::move(*built);
  }
  return network;
}

}  // namespace parley::language
