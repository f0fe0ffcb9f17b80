#include "parley/knowledge/knowledge.h"

namespace parley::knowledge {

Result<Knowledge> Knowledge::load(Files files) {
  Knowledge knowledge;
  knowledge.files = std::move(files);
  auto actors = ActorBook::load(knowledge.files);
  if (!actors) return actors.error();
  knowledge.actors = std::move(*actors);
  auto calendar = Calendar::load(knowledge.files);
  if (!calendar) return calendar.error();
  knowledge.calendar = std::move(*calendar);
  auto landmarks = Landmarks::load(knowledge.files);
  if (!landmarks) return landmarks.error();
  knowledge.landmarks = std::move(*landmarks);
  auto places = PlaceTables::load(knowledge.files);
  if (!places) return places.error();
  knowledge.places = std::move(*places);
  if (auto gazetteer = Gazetteer::open(Gazetteer::default_file())) {
    knowledge.gazetteer = std::move(*gazetteer);
  } else {
    knowledge.gazetteer_problem = gazetteer.error();
  }
  auto tolls = TollBook::load(knowledge.files);
  if (!tolls) return tolls.error();
  knowledge.tolls = std::move(*tolls);
  auto cues = load_cues(knowledge.files);
  if (!cues) return cues.error();
  knowledge.cues = std::move(*cues);
  auto lexicon = Lexicon::load(knowledge.files);
  if (!lexicon) return lexicon.error();
  knowledge.lexicon = std::move(*lexicon);
  auto ontology = Ontology::load(knowledge.files);
  if (!ontology) return ontology.error();
  knowledge.ontology = std::move(*ontology);
  auto move_lexicon = MoveLexicon::load(knowledge.files);
  if (!move_lexicon) return move_lexicon.error();
  knowledge.move_lexicon = std::move(*move_lexicon);
  auto vocabulary = Vocabulary::load(knowledge.files);
  if (!vocabulary) return vocabulary.error();
  knowledge.vocabulary = std::move(*vocabulary);
  return knowledge;
}

}  // namespace parley::knowledge
