import Tables
import Text

/// A part of a question that an answer should cover.
struct Term {
  enum Kind { case concept, name, word, outside }

  var kind: Kind
  /// What a record may have of it; the best one counts. With what share.
  var features: [(feature: Feature, share: Float)]
  var weight: Float
  /// As it was read, for explanations.
  var text: String
  var name: Identifier<Name>?
  var concept: Identifier<Concept>?
  /// Whether it is told before the question and not asked.
  var isStory = false
}

extension Catalogue {
  /// What a record may have of an idea: the idea itself, or the wider one.
  func features(of concept: Identifier<Concept>) -> [(feature: Feature, share: Float)] {
    [(.concept(concept), 1)] + (self[concept].parent.map { [(.concept($0), Thresholds.widerFactor)] } ?? [])
  }

  /// What a record may have of a name: the name itself, or what it lies in.
  func features(of name: Identifier<Name>) -> [(feature: Feature, share: Float)] {
    [(.name(name), 1)] + ancestry(of: name).dropFirst().map { (.name($0), Thresholds.ancestorFactor) }
  }

  /// Whether the term says that an aim is meant, not what is.
  func isAim(_ term: Term) -> Bool {
    term.concept.map { ["planned", "target"].contains(self[$0].id) } ?? false
  }

  /// Whether a record with such strengths of the terms is about a thing that they name.
  func isOfThing(_ terms: [Term], _ strengths: [Float]) -> Bool {
    zip(terms, strengths).contains { term, strength in
      strength >= Thresholds.aboutStrength && (term.name.map { self[$0].isThing } ?? false)
    }
  }

  /// Whether the term is something that is measured.
  func isMeasure(_ term: Term) -> Bool { term.concept.map { self[$0].kind == .measure } ?? false }
}

/// What a message says, before anything is looked up.
struct Understanding {
  var reading: Reading
  /// The language that the text itself is in, where it tells.
  var language: Language?
  var terms: [Term] = []
  /// Concepts of the kinds that carry no content (`ask`, `small`, `person`, `outside`, `follow`, `part`), in the order of
  /// the message; behind them those that are made up of others.
  var signals: [Identifier<Concept>] = []
  /// Those of them that a phrase of several tokens gave, which is no chance.
  var firmSignals: Set<Identifier<Concept>> = []
  /// Weight of everything that carries content.
  var weight: Float { terms.reduce(0) { $0 + $1.weight } }

  var names: [Identifier<Name>] { terms.compactMap(\.name) }
  /// The years that the message names and does not rule out.
  private(set) var years: Set<Int> = []
  /// The kinds of figure that the message wants.
  private(set) var dimensions: Set<Dimension> = []

  /// - Parameter previous: the conversation's language, which decides where the text allows several.
  init(_ text: String, catalogue: Catalogue, previous: Language?) {
    let tokenized = Tokenizer.tokens(of: text)
    language = LanguageGuess.language(
      of: text, tokens: tokenized, previous: previous,
      exclusive: catalogue.lexicon.exclusiveWords(of: tokenized))
    reading = catalogue.lexicon.read(tokenized, in: language ?? previous ?? .english)
    let mixedCase = text.unicodeScalars.contains { $0.value >= 0x61 && $0.value <= 0x7A }
    let source = Array(text.unicodeScalars)
    var seen: Set<Feature> = []
    let rejected = Rejection.segments(of: reading, catalogue)
    let story = Story.tokens(of: reading, source, catalogue)
    for (position, segment) in reading.segments.enumerated()
    where !segment.meanings.isEmpty && !rejected.contains(position) {
      take(segment, catalogue, &seen, isStory: story.contains(segment.tokens.lowerBound))
    }
    for concept in Compounds(reading, without: rejected, catalogue).all { note(made: concept) }
    for run in reading.uncoveredRuns(isOpen: { isLonePart($0, catalogue) }) {
      takeWords(run, catalogue, &seen, isStory: story.contains(run.lowerBound)) { token in
        mixedCase && !token.startsSentence && token.kind == .word
          && source[Int(token.source.lowerBound)].properties.isUppercase
      }
    }
    // "Huanchi, what does the company make?"
    if names.contains(where: { catalogue[$0].kind == "company" }) {
      for index in terms.indices
      where terms[index].concept.map({ catalogue[$0].isOfCompanies }) ?? false {
        terms[index].weight *= Thresholds.companyWordFactor
      }
    }
    readHeadOfBureau(catalogue)
    years = years(ruledOut: Rejection.numbers(of: reading, catalogue))
    for signal in signals { dimensions.formUnion(Self.dimensions[catalogue[signal].id] ?? []) }
  }

  /// Who heads a bureau is told of the place it serves.
  private mutating func readHeadOfBureau(_ catalogue: Catalogue) {
    guard let head = catalogue.concept("bureau_head"), let director = catalogue.concept("director"),
      let post = terms.firstIndex(where: { $0.concept == head || $0.concept == director })
    else { return }
    for index in terms.indices {
      guard let name = terms[index].name, catalogue[name].kind == Name.bureau,
        let place = catalogue[name].parent
      else { continue }
      terms[index].name = place
      terms[index].features = catalogue.features(of: place)
      terms[index].weight = catalogue.index.rarity(of: .name(place))
      terms[post].concept = head
      terms[post].features = catalogue.features(of: head)
      terms[post].weight = catalogue.index.rarity(of: .concept(head))
    }
  }

  /// "And the year after?": takes the year from that of the last answer, where the message names none.
  mutating func resolveYear(after answered: Int, _ catalogue: Catalogue) {
    guard years.isEmpty else { return }
    let year =
      has("year_after", in: catalogue) ? answered + 1 : has("year_before", in: catalogue) ? answered - 1 : nil
    guard let year else { return }
    years = [year]
    terms.append(Self.term(ofYear: year))
  }

  private static func term(ofYear year: Int) -> Term {
    let word = Feature.word(Tokenizer.key(ofStemmed: String(year)))
    return Term(kind: .word, features: [(word, 1)], weight: Thresholds.shortYearWeight, text: String(year))
  }

  private static let dimensions: [String: Set<Dimension>] = [
    "ask_money": [.money], "ask_area": [.area], "ask_percent": [.share], "ask_how_far": [.length, .duration],
  ]

  private func years(ruledOut: Set<Int>) -> Set<Int> {
    Set(
      reading.tokens.enumerated().compactMap { position, token in
        guard token.kind == .number, !ruledOut.contains(position),
          let year = Int(reading.tokenized.text(token))
        else { return nil }
        return (1990...2099).contains(year) ? year : shortYear(at: position..<position + 1)
      })
  }

  func has(_ signal: String, in catalogue: Catalogue) -> Bool {
    signals.contains { catalogue[$0].id == signal }
  }

  func signals(of kind: Concept.Kind, in catalogue: Catalogue) -> [Identifier<Concept>] {
    signals.filter { catalogue[$0].kind == kind }
  }

  private mutating func take(
    _ segment: Segment, _ catalogue: Catalogue, _ seen: inout Set<Feature>, isStory: Bool
  ) {
    let text = reading.text(of: segment)
    let factor: Float = segment.tokens.contains { reading.mended.contains($0) } ? Thresholds.mendedFactor : 1
    var features: [(feature: Feature, share: Float)] = []
    var weight: Float = 0
    var name: Identifier<Name>?
    var concept: Identifier<Concept>?
    let isStop = segment.meanings.contains {
      if case .concept(let id) = $0 { catalogue[id].kind == .stop } else { false }
    }
    for meaning in segment.meanings {
      switch meaning {
      case .concept(let id):
        switch catalogue[id].kind {
        case .topic where isStop, .measure where isStop: break
        case .topic, .measure:
          features += catalogue.features(of: id).map { ($0, $1 * factor) }
          let rarity = catalogue.index.rarity(of: .concept(id))
          weight = max(weight, catalogue[id].isGap ? min(rarity, Thresholds.gapWeightLimit) : rarity)
          concept = concept ?? id
        case .stop: break
        case .outside:
          note(id, segment)
          terms.append(Term(kind: .outside, features: [], weight: Thresholds.outsideWeight, text: text))
        case .small: if !isInWord(segment) { note(id, segment) }
        case .ask, .person, .follow, .part: note(id, segment)
        }
      case .name(let id):
        features += catalogue.features(of: id).map { ($0, $1 * factor) }
        weight = max(weight, catalogue.index.rarity(of: .name(id)))
        name = name ?? id
      }
    }
    guard !features.isEmpty else { return }
    if isStory, name == nil { weight *= Thresholds.storyFactor }
    guard seen.insert(features[0].feature).inserted else {
      // Told in the story and asked then.
      let index = terms.firstIndex { $0.features.first?.feature == features[0].feature }
      if let index {
        terms[index].weight = max(terms[index].weight, weight)
        terms[index].isStory = terms[index].isStory && isStory
      }
      return
    }
    terms.append(
      Term(
        kind: name == nil ? .concept : .name, features: features, weight: weight, text: text, name: name,
        concept: concept, isStory: isStory))
  }

  /// What makes so many years a span.
  private static let spanMarks: Set<String> = ["で", "间", "来", "内", "多", "以", "后", "前", "期"]

  /// 22年 is 2022.
  private func shortYear(at run: Range<Int>) -> Int? {
    guard run.count <= 2, reading.tokens[run.lowerBound].kind == .number,
      run.lowerBound + 1 < reading.tokens.count,
      let number = Int(reading.tokenized.text(reading.tokens[run.lowerBound])), (10...39).contains(number),
      reading.tokenized.text(reading.tokens[run.lowerBound + 1]) == "年"
    else { return nil }
    // 10年で, 10年来: so long, not which; 22年多少 asks how many.
    let following = reading.tokens.dropFirst(run.lowerBound + 2).prefix(2).map(reading.tokenized.text)
    if let mark = following.first, Self.spanMarks.contains(mark), following != ["多", "少"] { return nil }
    return 2000 + number
  }

  /// Whether a phrase is only a part of something, and by itself a word: photos, 洽谈; not "what happened".
  private func isLonePart(_ segment: Segment, _ catalogue: Catalogue) -> Bool {
    let limit = reading.tokens[segment.tokens.lowerBound].kind == .han ? 2 : 1
    return segment.tokens.count <= limit
      && segment.meanings.allSatisfy {
        if case .concept(let id) = $0 { catalogue[id].kind == .part } else { false }
      }
  }

  /// Whether a phrase of one or two kana stands inside a word: 雇うんです says no うん.
  private func isInWord(_ segment: Segment) -> Bool {
    let first = reading.tokens[segment.tokens.lowerBound]
    return first.kind == .kana && segment.tokens.count <= 2 && first.isJoined
  }

  /// What several phrases make up is no chance either.
  private mutating func note(made concept: Identifier<Concept>) {
    if !signals.contains(concept) { signals.append(concept) }
    firmSignals.insert(concept)
  }

  private mutating func note(_ concept: Identifier<Concept>, _ segment: Segment) {
    signals.append(concept)
    if segment.tokens.count > 1 { firmSignals.insert(concept) }
  }

  private mutating func takeWords(
    _ run: Range<Int>, _ catalogue: Catalogue, _ seen: inout Set<Feature>, isStory: Bool,
    isName: (Token) -> Bool
  ) {
    let words = reading.words(in: run)
    let isHan = reading.tokens[run.lowerBound].kind == .han
    let first = reading.tokens[run.lowerBound]
    if let year = shortYear(at: run) {
      let term = Self.term(ofYear: year)
      if seen.insert(term.features[0].feature).inserted { terms.append(term) }
      return
    }
    for word in words where seen.insert(word).inserted {
      let known = !catalogue.index.postings(of: word).isEmpty
      var weight = min(Thresholds.wordWeightLimit, Thresholds.wordFactor * catalogue.index.rarity(of: word))
      if !known { weight = isName(first) ? Thresholds.unknownNameWeight : Thresholds.unknownWordWeight }
      if isHan {
        weight = min(weight, Thresholds.hanRunWeight / Float(words.count))
        if !known { weight = min(weight, Thresholds.unknownPairWeight) }
        if run.count == 1 { weight = min(weight, Thresholds.singleCharacterWeight) }
      }
      if first.kind == .number { weight *= Thresholds.numberFactor }
      if first.kind == .word, first.folded.count < 3, !known { continue }
      if isStory { weight *= Thresholds.storyFactor }
      let text = reading.tokens[run].map(reading.tokenized.text).joined()
      terms.append(Term(kind: .word, features: [(word, 1)], weight: weight, text: text))
    }
  }
}
