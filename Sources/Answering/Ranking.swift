import Tables
import Text

/// A record that may answer, with what speaks for it.
struct Candidate {
  var record: Identifier<Record>
  /// What the order goes by.
  var score: Float
  /// The share of the question's weight that the record covers, 0 to 1.
  var coverage: Float
  /// The same share of what is asked, the names left out; 1 where nothing but names is said.
  var aspectCoverage: Float
  /// For each term, how strongly the record has it, 0 to 1.
  var strengths: [Float]
}

/// Scores records against the terms of a question: for each term its weight times how strongly the record has it,
/// summed. Every number comes from the index and from `Thresholds`; nothing is learnt, nothing is random.
struct Ranking {
  let catalogue: Catalogue
  let terms: [Term]
  /// The kinds of figure that are asked for.
  let dimensions: Set<Dimension>
  /// The years that the question names.
  let years: Set<Int>
  /// The intents that a sentence pattern names.
  let pattern: Identifier<Intent>?
  /// For likeness to search phrases. Things that are named are left out, since the score has them already.
  private var phraseQuery = PhraseQuery()
  /// Whether an amount is asked for, which is then the thing's own and not one of a record that mentions it.
  let asksFigure: Bool
  /// Whether an aim is asked for, not what is.
  let asksAim: Bool
  /// Whether no place but the whole city is named.
  let asksOfCity: Bool

  init(
    catalogue: Catalogue, terms: [Term], dimensions: Set<Dimension>, years: Set<Int>,
    pattern: Identifier<Intent>?
  ) {
    self.catalogue = catalogue
    self.terms = terms
    self.dimensions = dimensions
    self.years = years
    self.pattern = pattern
    asksFigure = !dimensions.isEmpty || terms.contains(where: catalogue.isMeasure)
    asksAim = terms.contains(where: catalogue.isAim)
    asksOfCity = terms.allSatisfy { $0.name == nil || $0.name == catalogue.city }
    for term in terms {
      if let name = term.name, !catalogue[name].isPlace {
        phraseQuery.ignore(.name(name), catalogue.index)
      } else if term.concept != nil || term.name != nil {
        phraseQuery.add(
          term.features, weight: term.weight, isOptional: term.name != nil, catalogue.index)
      }
    }
  }

  /// How much of a term a record covers that has it so strongly: a plain mention in the text (0.8) in full; what it
  /// only shares with all records of its intent, or what it lies in, little.
  static func share(of strength: Float) -> Float {
    strength < Thresholds.hasStrength ? strength * 0.4 : min(1, strength * 1.25)
  }
  /// How many candidates are looked at closely.
  static let closeLimit = 40

  func candidates() -> [Candidate] {
    let total = terms.reduce(0) { $0 + $1.weight }
    guard total > 0 else { return [] }
    var scores = [Float](repeating: 0, count: catalogue.records.count)
    var touched: [Int] = []
    var best = [Float](repeating: 0, count: catalogue.records.count)
    for term in terms {
      var records: [Int] = []
      for (feature, share) in term.features {
        for posting in catalogue.index.postings(of: feature) {
          let position = posting.record.position
          if best[position] == 0 { records.append(position) }
          best[position] = max(best[position], posting.strength * share)
        }
      }
      for position in records {
        if scores[position] == 0 { touched.append(position) }
        scores[position] += term.weight * best[position]
        best[position] = 0
      }
    }
    let close = touched.map { position in
      let record = Identifier<Record>(position)
      let factor = factor(of: record)
      return (
        record: record, factor: factor, score: scores[position] * factor + bonus(of: record, total),
        year: catalogue.records[position].asOf.year
      )
    }
    .sorted { ($0.score, $0.year) > ($1.score, $1.year) }
    .prefix(Self.closeLimit)
    return close.map { entry in
      let strengths = strengths(of: entry.record)
      var covered: Float = 0
      var aspect: Float = 0
      var aspectTotal: Float = 0
      for (term, strength) in zip(terms, strengths) {
        let part = term.weight * Self.share(of: strength)
        covered += part
        guard term.name == nil else { continue }
        aspect += part
        aspectTotal += term.weight
      }
      let subject =
        nameFactor(strengths) * measureFactor(entry.record, strengths) * subjectFactor(entry.record)
      let factor = min(1, entry.factor) * min(1, subject)
      let likeness = catalogue.index.likeness(of: entry.record, to: phraseQuery)
      return Candidate(
        record: entry.record, score: entry.score * subject * (1 + Thresholds.phraseBonus * likeness),
        coverage: min(1, covered / total * factor),
        aspectCoverage: aspectTotal == 0 ? 1 : aspect / aspectTotal * factor, strengths: strengths)
    }
    .sorted { $0.score != $1.score ? $0.score > $1.score : newer($0.record, $1.record) }
  }

  private func bonus(of record: Identifier<Record>, _ total: Float) -> Float {
    pattern == catalogue.records[record.position].intent ? Thresholds.patternBonus * total : 0
  }

  private func newer(_ left: Identifier<Record>, _ right: Identifier<Record>) -> Bool {
    let first = catalogue.records[left.position].asOf
    let second = catalogue.records[right.position].asOf
    return first != second ? first > second : left < right
  }

  private func strengths(of record: Identifier<Record>) -> [Float] {
    terms.map { term in
      var strength: Float = 0
      for (feature, share) in term.features {
        let postings = catalogue.index.postings(of: feature)
        var low = postings.startIndex
        var high = postings.endIndex
        while low < high {
          let middle = (low + high) / 2
          if postings[middle].record < record { low = middle + 1 } else { high = middle }
        }
        if low < postings.endIndex, postings[low].record == record {
          strength = max(strength, postings[low].strength * share)
        }
      }
      return strength
    }
  }
}
