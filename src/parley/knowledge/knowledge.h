// knowledge/knowledge.h - what the world looks like and what words do: all knowledge files, loaded
// once, immutable.
#pragma once

#include "parley/base/result.h"
#include "parley/knowledge/actors.h"
#include "parley/knowledge/calendar.h"
#include "parley/knowledge/cues.h"
#include "parley/knowledge/files.h"
#include "parley/knowledge/gazetteer.h"
#include "parley/knowledge/gazetteer_tables.h"
#include "parley/knowledge/landmarks.h"
#include "parley/knowledge/lexicon.h"
#include "parley/knowledge/move_lexicon.h"
#include "parley/knowledge/ontology.h"
#include "parley/knowledge/tolls.h"
#include "parley/knowledge/vocabulary.h"

namespace parley::knowledge {

struct Knowledge {
  Files files;
  ActorBook actors;
  Calendar calendar;
  Landmarks landmarks;
  PlaceTables places;
  // The one beside the program where there is one; empty else, and gazetteer_problem says why.
  // Another: knowledge.gazetteer = Gazetteer::open(file).
  Gazetteer gazetteer;
  Status gazetteer_problem;
  Cues cues;
  Lexicon lexicon;
  Ontology ontology;
  MoveLexicon move_lexicon;
  TollBook tolls;
  Vocabulary vocabulary;

  // Reads every file; the first error names its file and line.
  static Result<Knowledge> load(Files files);
};

}  // namespace parley::knowledge
