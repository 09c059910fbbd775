import Tables
import Text

/// Which records are told beside the best one.
extension Decider {
  /// Whether two records answer the same kind of question or are about the same thing.
  private func isRelated(_ one: Identifier<Record>, _ other: Identifier<Record>) -> Bool {
    catalogue[one].intent == catalogue[other].intent
      || catalogue[one].about.first == catalogue[other].about.first
  }

  /// The best record, those as good, and those that answer what it leaves open.
  func companions(of best: Candidate, _ search: Search, followed: Bool) -> [Identifier<Record>] {
    var told = [best.record]
    let total = search.weight
    // "The whole cluster, and its starting area": the record about the other place that is named.
    if let other = search.candidates.dropFirst().first(where: { isCounterpart($0, of: best, search) }) {
      told.append(other.record)
    }
    // "In 2022, and the goal for 2023?": the record of the other year.
    for year in understanding.years.sorted()
    where !told.contains(where: { catalogue[$0].years.contains(year) }) {
      let other = search.candidates.first {
        catalogue[$0.record].years.contains(year) && $0.coverage >= Thresholds.answerCoverage
          && isRelated($0.record, best.record)
      }
      if let other, told.count < Thresholds.recordsPerReply { told.append(other.record) }
    }
    // What a follow-up takes from the question before, which stands behind its own terms, is answered already.
    let own = followed ? understanding.terms.count : search.terms.count
    var open = zip(search.terms, best.strengths).enumerated().map { position, pair in
      position < own && !pair.0.isStory && pair.1 < Thresholds.hasStrength ? pair.0.weight : 0
    }
    for candidate in search.candidates.dropFirst() where told.count < Thresholds.recordsPerReply {
      guard !told.contains(candidate.record) else { continue }
      let rest = open.reduce(0, +)
      let fills = zip(open, candidate.strengths).reduce(Float(0)) { sum, pair in
        sum + (pair.1 >= Thresholds.hasStrength ? pair.0 : 0)
      }
      let isAsGood =
        told.count < 2
        && candidate.score >= best.score
          * (isRelated(candidate.record, best.record) ? Thresholds.companionShare : Thresholds.tieShare)
      if rest >= Thresholds.restShare * total && fills >= Thresholds.restCoverage * rest
        && candidate.coverage > Thresholds.restWholeCoverage || isAsGood
      {
        told.append(candidate.record)
        open = zip(open, candidate.strengths).map { $1 >= Thresholds.hasStrength ? 0 : $0 }
      }
    }
    if told.count < Thresholds.recordsPerReply,
      let other = complement(to: best, told, own, search)
    {
      told.append(other)
    }
    return told
  }

  /// Whether the message has several parts, of which each may ask something.
  private var asksSeveral: Bool {
    understanding.has("follow_and", in: catalogue) || Clauses.of(text).count > 1
  }

  /// The record about the same things that has the weightiest of what is asked and not told: "its output, and when was
  /// it founded?". What it lacks beside that does not count against it.
  ///
  /// - Parameter own: how many of the terms are the message's own; they stand first.
  private func complement(
    to best: Candidate, _ told: [Identifier<Record>], _ own: Int, _ search: Search
  ) -> Identifier<Record>? {
    let tellers = search.candidates.filter { told.contains($0.record) }
    let open = search.terms.indices.prefix(own).filter { index in
      let term = search.terms[index]
      return term.kind == .concept && !term.isStory && term.weight >= Thresholds.complementWeight
        && !catalogue.isAim(term)
        && !tellers.contains { has(term, $0.strengths[index]) }
    }
    // What is measured comes first.
    let order = { (index: Int) in
      (catalogue.isMeasure(search.terms[index]) ? 1 : 0, search.terms[index].weight)
    }
    guard let wanted = open.max(by: { order($0) < order($1) }), asksSeveral else { return nil }
    return search.candidates.first { candidate in
      !told.contains(candidate.record) && has(search.terms[wanted], candidate.strengths[wanted])
        && isAboutSame(candidate, as: best, search)
        && (understanding.years.isEmpty
          || !understanding.years.isDisjoint(with: catalogue[candidate.record].years))
    }?.record
  }

  /// Whether a record says something of a term; of a measure, whether it holds it.
  private func has(_ term: Term, _ strength: Float) -> Bool {
    strength >= (catalogue.isMeasure(term) ? Thresholds.heldStrength : Thresholds.saidStrength)
  }

  /// Whether a record is about all that the question names and the best record is about; where the question names
  /// nothing, about the same thing.
  private func isAboutSame(_ candidate: Candidate, as best: Candidate, _ search: Search) -> Bool {
    let names = search.terms.indices.filter { index in
      search.terms[index].name.map { $0 != catalogue.city } ?? false
        && best.strengths[index] >= Thresholds.aboutStrength
    }
    let thing = catalogue[best.record].about.first.flatMap { isThing($0) ? $0 : nil }
    if let thing, catalogue[candidate.record].about.contains(thing) { return true }
    if thing == nil, names.isEmpty { return isOfSameMeasure(candidate, as: best, search) }
    return thing == nil && names.allSatisfy { candidate.strengths[$0] >= Thresholds.aboutStrength }
  }

  /// Whether a record of the same place holds what is measured in the best one: "electronics or electric cars, which had
  /// the greater output?".
  private func isOfSameMeasure(_ candidate: Candidate, as best: Candidate, _ search: Search) -> Bool {
    let measures = search.terms.indices.filter { catalogue.isMeasure(search.terms[$0]) }
    return !measures.isEmpty
      && catalogue[candidate.record].about.first == catalogue[best.record].about.first
      && measures.allSatisfy { candidate.strengths[$0] > 1 && best.strengths[$0] > 1 }
  }

  /// Whether a record answers for one of two nested places that are named what the best answers for the other.
  private func isCounterpart(_ candidate: Candidate, of best: Candidate, _ search: Search) -> Bool {
    guard let one = catalogue[best.record].about.first, let other = catalogue[candidate.record].about.first,
      one != other, catalogue[candidate.record].intent == catalogue[best.record].intent
    else { return false }
    let measures = search.terms.indices.filter { catalogue.isMeasure(search.terms[$0]) }
    // The city is named in passing with nearly everything.
    let names = search.terms.compactMap(\.name).filter { $0 != catalogue.city }
    let dimensions = search.dimensions
    return !(measures.isEmpty && dimensions.isEmpty)
      && measures.allSatisfy { candidate.strengths[$0] >= Thresholds.hasStrength }
      && (dimensions.isEmpty || dimensions.contains { catalogue[candidate.record].holds($0) })
      && names.allSatisfy { catalogue[$0].isPlace } && names.contains(one) && names.contains(other)
      && (catalogue.ancestry(of: one).contains(other) || catalogue.ancestry(of: other).contains(one))
  }
}
