import Tables
import Text

/// What a record must hold to answer a question, beside being about the right thing.
extension Decider {
  /// Whether the record has enough of what is asked beside the names.
  func hasAspect(_ candidate: Candidate, _ search: Search) -> Bool {
    let weight = search.terms.reduce(0) { $0 + ($1.name == nil ? $1.weight : 0) }
    // A thing that is named and known is told of, unless a measure of it is wanted that is not held.
    let wantsMeasure = search.terms.contains { catalogue.isMeasure($0) || $0.kind == .outside }
    if isOfThing(candidate, search) && !wantsMeasure { return true }
    return weight < Thresholds.aspectWeight || !hasOwnQuestion
      || candidate.aspectCoverage >= Thresholds.aspectCoverage
  }

  /// Whether a record has what the question before asked: all that is to be measured, and what it was about.
  func isAnsweredAgain(by candidate: Candidate, _ search: Search) -> Bool {
    let terms = zip(search.terms, candidate.strengths).filter { $0.0.concept != nil }
    guard let topic = terms.max(by: { $0.0.weight < $1.0.weight }) else { return true }
    return topic.1 >= Thresholds.hasStrength
      && terms.allSatisfy { !catalogue.isMeasure($0.0) || $0.1 >= Thresholds.heldStrength }
  }

  /// Whether it is asked where a thing is, and the record is about it and names a place.
  func tellsWhere(_ candidate: Candidate, _ search: Search) -> Bool {
    asksLocation && isOfThing(candidate, search)
      && catalogue[candidate.record].about.contains { catalogue[$0].isPlace }
  }

  /// What the records to be told lack of what is wanted, as a reason; nil where they lack nothing.
  ///
  /// A thing that is named draws its records in whatever is asked of it; its area, cost or date is then either held
  /// or not known.
  func lack(of told: [Identifier<Record>], _ best: Candidate, _ search: Search) -> String? {
    if asksHeadOfBureau {
      let isTold = zip(search.terms, best.strengths).contains {
        isHeadOfBureau($0) && $1 >= Thresholds.heldStrength
      }
      if !isTold || missingPlace(told, search) != nil { return "who heads the bureau is not told" }
    }
    let asksMeasure = search.terms.contains(where: catalogue.isMeasure)
    if asksMeasure || !search.dimensions.isEmpty, let topic = missingTopic(told, search) {
      return "no figure of \(topic.text)"
    }
    if asksMeasure {
      if let place = missingPlace(told, search) { return "no figure for \(catalogue[place].id) itself" }
      if let name = otherSubject(told, best, search) {
        return "no figure for \(catalogue[name].id), only beside it"
      }
    }
    if !understanding.years.isEmpty,
      told.allSatisfy({ understanding.years.isDisjoint(with: catalogue[$0].years) })
    {
      return "nothing of \(understanding.years.sorted().map(String.init).joined(separator: ", "))"
    }
    // What only mentions a company tells the dates of others.
    if understanding.has("ask_when", in: catalogue),
      let company = search.names.first(where: { catalogue[$0].kind == "company" })
    {
      let things = search.names.filter(isThing)
      let own = told.filter { catalogue[$0].about.contains(where: things.contains) }
      if !own.contains(where: { holdsDate($0, best, search) }) {
        return "no date for \(catalogue[company].id) itself"
      }
    }
    guard isOfThing(best, search) else { return nil }
    let wanted = search.dimensions.intersection([.area, .money])
    if !wanted.isEmpty, wanted == search.dimensions,
      !told.contains(where: { record in wanted.contains { catalogue[record].holds($0) } })
    {
      return "no \(wanted.map(\.rawValue).sorted().joined(separator: " or ")) of it is known"
    }
    if understanding.has("ask_when", in: catalogue),
      !told.contains(where: { holdsDate($0, best, search) })
    {
      return "no date of it is known"
    }
    return nil
  }

  /// The company or the place that nothing but a figure is asked of, where the records told are not about it: they only
  /// mention the company, or tell of a part of the place or a thing in it.
  private func otherSubject(
    _ told: [Identifier<Record>], _ best: Candidate, _ search: Search
  ) -> Identifier<Name>? {
    guard asksOnlyMeasures, describedWeight(best, search) < Thresholds.describedWeight else { return nil }
    let about = told.map { catalogue[$0].about }
    let things = understanding.names.filter(isThing)
    if let company = things.first(where: { catalogue[$0].kind == "company" }),
      !about.contains(where: { $0.contains(where: things.contains) })
    {
      return company
    }
    guard let place = namedPlace, things.isEmpty else { return nil }
    let isOfPlace = about.contains { names in
      // What is named first is what a record is about first of all; the whole city lies around everything.
      guard let first = names.first else { return place == catalogue.city }
      return !isThing(first)
        && (place == catalogue.city
          || names.contains(place) && !catalogue.ancestry(of: first).dropFirst().contains(place))
    }
    return isOfPlace ? nil : place
  }

  /// A topic of so much of the question's weight that a measure of it must be meant, and that no record told has.
  private func missingTopic(_ told: [Identifier<Record>], _ search: Search) -> Term? {
    let tellers = search.candidates.filter { told.contains($0.record) }
    guard !tellers.contains(where: { isOfThing($0, search) }) else { return nil }
    let topics = search.terms.indices.filter { index in
      let term = search.terms[index]
      return term.kind == .concept && !catalogue.isMeasure(term) && !catalogue.isAim(term) && !term.isStory
    }
    let isTold = topics.contains { index in
      tellers.contains { $0.strengths[index] >= Thresholds.chanceStrength }
    }
    guard !isTold, let topic = topics.map({ search.terms[$0] }).max(by: { $0.weight < $1.weight }),
      topic.weight >= Thresholds.missingTopicShare * search.weight
    else { return nil }
    return topic
  }

  /// Whether it is asked what came of something, and only what was aimed at is told.
  func tellsOnlyAims(_ told: [Identifier<Record>], _ search: Search) -> Bool {
    understanding.has("ask_result", in: catalogue) && !search.terms.contains(where: catalogue.isAim)
      && told.allSatisfy { [.target, .planned].contains(catalogue[$0].state) }
  }

  /// The weight of the written words that a record has: "the smart label maker in Duanzhou" names a thing without its
  /// name.
  private func describedWeight(_ best: Candidate, _ search: Search) -> Float {
    zip(search.terms, best.strengths).reduce(0) { sum, pair in
      sum + (pair.0.kind == .word && !isYear(pair.0) && pair.1 >= Thresholds.hasStrength ? pair.0.weight : 0)
    }
  }

  /// Whether the record is about a thing, not a place, that the question names.
  private func isOfThing(_ candidate: Candidate, _ search: Search) -> Bool {
    catalogue.isOfThing(search.terms, candidate.strengths)
  }

  func isThing(_ name: Identifier<Name>) -> Bool { catalogue[name].isThing }

  /// What the message measures.
  private var measures: Set<Identifier<Concept>> {
    Set(understanding.terms.lazy.filter(catalogue.isMeasure).compactMap(\.concept))
  }

  /// Whether a record says when what is asked of it was or will be; not only for which year it reports, unless what is
  /// asked is what it reports.
  private func holdsDate(_ told: Identifier<Record>, _ best: Candidate, _ search: Search) -> Bool {
    var dates: Set<String> = []
    var isReported = false
    var asksEvent = false
    let events = zip(search.terms, best.strengths).filter { isEvent($0.0) }
    // What a follow-up itself asks for stands first; what was asked before is no longer meant.
    let own = understanding.terms.filter(isEvent).count
    for (term, strength) in own > 0 ? events.prefix(own) : events[...] {
      guard let concept = term.concept.map({ catalogue[$0] }) else { continue }
      asksEvent = true
      dates.formUnion(concept.figures)
      isReported = isReported || told == best.record && strength >= Thresholds.hasStrength
    }
    return catalogue[told].figures.contains { figure in
      guard figure.quantity.unit == .date else { return false }
      return asksEvent
        ? dates.contains(figure.name) || figure.isReportYear && isReported : !figure.isReportYear
    }
  }

  /// Whether the term is something that has a date: a start, a signing.
  func isEvent(_ term: Term) -> Bool {
    term.concept.map { catalogue[$0].kind == .topic && !catalogue[$0].figures.isEmpty } ?? false
  }

  /// Whether a part of a message asks for all that is measured in the whole, where the whole names a thing: "they won
  /// some land, how many mu?" is not about winning.
  func asksAsMuch(as whole: Decider) -> Bool {
    whole.understanding.names.isEmpty
      || understanding.dimensions.isSuperset(of: whole.understanding.dimensions)
        && measures.isSuperset(of: whole.measures)
  }

  /// The place asked for, where what is told is only about what it lies in.
  func missingPlace(_ told: [Identifier<Record>], _ search: Search) -> Identifier<Name>? {
    guard let place = place(among: search.names), let record = told.first.map({ catalogue[$0] }) else {
      return nil
    }
    let about = record.about.flatMap { catalogue.ancestry(of: $0) }
    let isOther = record.about.contains { $0 != place && search.names.contains($0) }
    return about.isEmpty || about.contains(place) || isOther
      || !catalogue.ancestry(of: place).dropFirst().contains(where: record.about.contains)
      ? nil : place
  }
}
