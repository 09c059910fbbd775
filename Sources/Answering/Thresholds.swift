/// The numbers that decisions hang on, in one place.
enum Thresholds {
  // MARK: When a record answers

  /// The least share of a question's weight that a record must cover to answer it; of a follow-up; and of a part of a
  /// message, told where the whole is not answered.
  static let answerCoverage: Float = 0.52
  static let followUpCoverage: Float = 0.5
  static let clauseCoverage: Float = 0.7
  /// The least share of what is asked beside names, where that weighs anything.
  static let aspectCoverage: Float = 0.42
  static let aspectWeight: Float = 1.5
  /// Beside a measure a topic that is so much of the question is what is measured: a record without it does not answer.
  static let missingTopicShare: Float = 0.38
  /// Written words of so much weight that a record has describe a thing as its name would.
  static let describedWeight: Float = 2
  /// What does not answer is offered as near from this share of the coverage wanted on.
  static let nearShare: Float = 0.6
  /// Where the best record lacks what is wanted, so many others are looked at, down to this share of its score.
  static let alternatives = 5
  static let alternativeShare: Float = 0.75

  // MARK: How strongly a record has a term

  /// From here on it has it: its text says it. Below, it only shares it with the records of its intent, or with what
  /// it lies in.
  static let hasStrength: Float = 0.5
  /// Above this it is more than a mention in one language's text, which may be a chance of wording; and above that more
  /// than a search phrase in one language.
  static let chanceStrength: Float = 0.6
  static let saidStrength: Float = 0.75
  /// From here on it holds what is measured: it has a figure of it, or a search phrase names it; that its text
  /// mentions it is not enough.
  static let heldStrength: Float = 0.87
  /// From here on it is about what is named, and does not only mention it.
  static let aboutStrength: Float = 0.9
  /// From here on it has to do with a place: it lies around what the record is about.
  static let placeStrength: Float = 0.3

  // MARK: What lifts and lowers a record

  /// A record of another year than the one asked for.
  static let otherYearFactor: Float = 0.45
  /// A record that is not about the thing, or the place, that the question names.
  static let otherNameFactor: Float = 0.45
  static let otherPlaceFactor: Float = 0.7
  /// A record that only mentions the thing that a figure is asked of.
  static let mentionedNameFactor: Float = 0.6
  /// A record that is first of all about what the question names.
  static let subjectFactor: Float = 1.03
  /// A record of the whole city, where no place is named.
  static let cityFactor: Float = 1.04
  /// A record of an aim or a plan, where no aim is asked for.
  static let aimFactor: Float = 0.95
  /// A record that has not what is measured in the question.
  static let missingMeasureFactor: Float = 0.48
  /// A record without, and with, a figure of the kind that is asked for.
  static let missingFigureFactor: Float = 0.72
  static let matchingFigureFactor: Float = 1.08
  /// A sentence pattern that fits the whole message lifts the records of its intent.
  static let patternBonus: Float = 0.25
  /// What likeness to one of a record's search phrases adds to its score, of it.
  static let phraseBonus: Float = 0.15

  // MARK: What is told beside it

  /// How many records one reply tells at most.
  static let recordsPerReply = 3
  /// A record beside the best one is told too where it scores at least this share of it.
  static let companionShare: Float = 0.93
  /// The same for one about another thing and for another kind of question: only where nothing tells them apart.
  static let tieShare: Float = 0.975
  /// What a second record must cover of what the first left open, and of the whole, and what must be left open at all.
  static let restCoverage: Float = 0.7
  static let restWholeCoverage: Float = 0.4
  static let restShare: Float = 0.3
  /// What a term must weigh to be worth a further record about the same thing.
  static let complementWeight: Float = 1.1
  /// From how many subjects with so nearly the same score on the bot asks back, and with how many options.
  static let ambiguityShare: Float = 0.97
  static let ambiguityCount = 5
  static let ambiguityOptions = 5

  // MARK: Bureaus, and what the articles do not hold

  /// What the words for a bureau must cover where a number, or an address, is asked for; and by how little they may
  /// fall behind a record elsewhere.
  static let numberCoverage: Float = 0.4
  static let addressCoverage: Float = 0.35
  static let contactLead: Float = 0.12
  /// What the articles do not hold is said unless a record covers so much more of the question.
  static let gapLead: Float = 0.25
  /// The share of the question that must call a gap; the same where the best record has not the words that do.
  static let gapCoverage: Float = 0.33
  static let gapLackCoverage: Float = 0.2
  /// A called gap that is so much of the question stands, whatever a part of the message would find.
  static let gapStands: Float = 0.3

  // MARK: What words weigh

  /// The most that a phrase of what the articles do not hold weighs: it is rare in the records because it is in none of
  /// them, not because it says so much.
  static let gapWeightLimit: Float = 5
  /// The weight of a written word that no record has: an unknown verb says little, an unknown name much.
  static let unknownWordWeight: Float = 0.4
  static let unknownNameWeight: Float = 4.5
  /// The most that one run of uncovered Han characters weighs, and a pair of them that no record has.
  static let hanRunWeight: Float = 2.4
  static let unknownPairWeight: Float = 0.4
  /// A single Han character is rarely a word.
  static let singleCharacterWeight: Float = 0.35
  /// A written word weighs less than a concept of the same rarity, and at most this; a number less than a word.
  static let wordFactor: Float = 0.3
  static let wordWeightLimit: Float = 1.3
  static let numberFactor: Float = 0.5
  /// 22年.
  static let shortYearWeight: Float = 0.75
  /// What a phrase that is not this bot's business weighs against an answer.
  static let outsideWeight: Float = 2.5
  /// The wider idea counts so much of the idea itself.
  static let widerFactor: Float = 0.75
  /// The place that a name lies in counts so much of the name itself.
  static let ancestorFactor: Float = 0.4
  /// What is said in a sentence before the question counts so much of what the question says.
  static let storyFactor: Float = 0.6
  /// "Company", "plant", "project" beside a company's name count so much.
  static let companyWordFactor: Float = 0.4
  /// A typing error forgiven costs a little.
  static let mendedFactor: Float = 0.95

  // MARK: Wishes, small talk and follow-ups

  /// How many tokens may stand between words that mean something together; characters of scripts without spaces count
  /// half.
  static let togetherReach = 5

  /// A command or small talk may have so much weight beside it; small talk said in several words, more.
  static let commandWeight: Float = 0.6
  static let smallTalkWeight: Float = 0.8
  static let firmSmallTalkWeight: Float = 1.6
  /// The most tokens of a greeting with who knows what around it.
  static let smallTalkLength = 10
  /// A question of less weight leans on the one before.
  static let ellipsisWeight: Float = 2.2
  /// A concept below this weight is said in passing: "they hire how many workers".
  static let lightWeight: Float = 1.3
  /// What names a thing and asks when, and is covered so well, is a question by itself.
  static let wholeCoverage: Float = 0.8
  /// What the question before lends to a follow-up, of its weight.
  static let followUpSupport: Float = 0.5
  /// A question without a name is put to the thing, or the place, that was spoken of, where that covers at least this
  /// share of what anything else does.
  static let thingShare: Float = 0.75
  static let placeShare: Float = 0.95
}
