import Tables
import Text

/// Recognises questions for what the articles do not hold.
///
/// A gap is called by a phrase of its own ("land price"), or by words and names that ask for it when said together
/// (`Key: price + electricity`, `Key: telephone + {company}`). It gives way only to a record that covers clearly more of the question, and those words
/// as well: rents that were forgiven, not rents.
struct Gaps {
  let catalogue: Catalogue
  private let terms: [Term]
  /// What the message says, as what it is about or in passing; what a name lies in is not said.
  private let said: Set<Feature>

  /// - Parameters:
  ///   - terms: those of the question, with what a follow-up takes from the one before.
  ///   - signals: what the message says in passing.
  init(catalogue: Catalogue, terms: [Term], signals: [Identifier<Concept>]) {
    self.catalogue = catalogue
    self.terms = terms
    let features = terms.flatMap { $0.features.filter { $0.share > Thresholds.ancestorFactor } }
    said = Set(features.map(\.feature)).union(signals.map(Feature.concept))
  }

  /// The gap that is called and stands against the best record, with its share of the question's weight.
  func gap(beside best: Candidate?) -> (record: Identifier<Record>, share: Float)? {
    var called: (record: Identifier<Record>, weight: Float, keys: [Key])?
    for id in catalogue.gaps {
      for keys in calls(of: catalogue[id]) where keys.allSatisfy(isSaid) {
        let weight = terms.reduce(0) { $0 + (isNamed($1, in: keys) ? $1.weight : 0) }
        if weight > called?.weight ?? 0 { called = (id, weight, keys) }
      }
    }
    let total = terms.reduce(0) { $0 + $1.weight }
    guard let called, total > 0 else { return nil }
    let share = called.weight / total
    guard let best else { return (called.record, share) }
    // A search phrase may name a price that its record does not tell: where nothing else is asked, the figure counts.
    let asksOnlyMeasures = terms.allSatisfy { $0.concept == nil || catalogue.isMeasure($0) }
    let hasKeys = zip(terms, best.strengths).allSatisfy { term, strength in
      (asksOnlyMeasures && catalogue.isMeasure(term) ? strength > 1 : strength >= Thresholds.hasStrength)
        || !isNamed(term, in: called.keys)
    }
    if hasKeys, best.coverage >= share + Thresholds.gapLead,
      best.coverage >= Thresholds.answerCoverage
    {
      return nil
    }
    return share >= (hasKeys ? Thresholds.gapCoverage : Thresholds.gapLackCoverage)
      || best.coverage < Thresholds.answerCoverage
      ? (called.record, share) : nil
  }

  /// Whether words that ask for a gap are said together; `beside` a bureau's number only a gap among the contacts
  /// counts (an e-mail address).
  func isCalledByKeys(beside number: Bool) -> Bool {
    catalogue.gaps.lazy.map { catalogue[$0] }.contains { record in
      (!number || catalogue[record.intent].topic == "contacts")
        && (number ? calls(of: record) : record.keys).contains { $0.allSatisfy(isSaid) }
    }
  }

  /// Whether the message says a key. Where a place or a bureau is named beside a company, that may be what is meant: "a
  /// plant next to Xpeng in Dawang, whom do I call?".
  private func isSaid(_ key: Key) -> Bool {
    switch key {
    case .meaning(let meaning): said.contains(.meaning(meaning))
    case .kind(let kind):
      terms.contains { $0.name.map { catalogue[$0].kind == kind } ?? false }
        && !terms.contains {
          $0.name.map { catalogue[$0].isPlace || catalogue[$0].kind == Name.bureau } ?? false
        }
    }
  }

  /// Whether a term is one of the keys.
  private func isNamed(_ term: Term, in keys: [Key]) -> Bool {
    keys.contains { key in
      switch key {
      case .meaning(let meaning): term.features.contains { $0.feature == .meaning(meaning) }
      case .kind(let kind): term.name.map { catalogue[$0].kind == kind } ?? false
      }
    }
  }

  /// The sets of words that call a gap: its keys, and the word that its own phrases make up.
  private func calls(of record: Record) -> [[Key]] {
    record.keys + (catalogue.concept(record.id).map { [[.meaning(.concept($0))]] } ?? [])
  }
}
