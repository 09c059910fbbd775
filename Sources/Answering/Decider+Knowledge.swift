import Tables
import Text

/// Finding what answers a question.
extension Decider {
  func knowledge(_ conversation: inout Conversation) -> Decision {
    if let contact = conversation.contact, asksOnlyWhere {
      return Decision(
        kind: .contact(contact), intent: contactIntent, contact: contact, reason: "where the last bureau is")
    }
    let fresh = rank(understanding.terms, understanding.dimensions, match?.intent)
    let follow = followUp(conversation, match?.intent)
    let leans = follow.map { isFollowUp($0, rather: fresh, conversation) } ?? false
    let search = leans ? follow ?? fresh : fresh
    var decision = decide(search, followed: leans, &conversation)
    if !leans, let other = comparison(decision, &conversation) { decision = other }
    if let other = contactByClause(decision, &conversation) { decision = other }
    if case .unanswered = decision.kind, let other = wish(&conversation) { decision = other }
    if decision.mayBeInAPart, let other = decideByClause(of: decision, &conversation) { decision = other }
    switch decision.kind {
    // "And its fax?" is then asked of the bureau that is named in the answer's place.
    case .unanswered, .gap: conversation.place = namedPlace ?? conversation.place
    default: break
    }
    decision.candidates = Array(search.candidates.prefix(8))
    decision.terms = search.terms
    decision.slots = slots
    decision.unit = askedUnit
    decision.contact = decision.contact ?? contact(near: place(conversation)) ?? catalogue.municipalContact
    return decision
  }

  /// The decision on the part of the message that is a question by itself, with the names of the whole; nil where
  /// there is none that is answered well.
  ///
  /// Beside what is not this bot's business, or beside a part that asks, only a part that asks something is answered.
  private func decideByClause(of decision: Decision, _ conversation: inout Conversation) -> Decision? {
    let isDeclined = if case .decline = decision.kind { true } else { false }
    let names = understanding.terms.filter { $0.name != nil }
    let namesThing = { (term: Term) in term.name.map(isThing) ?? false }
    let parts = Clauses.of(text).map {
      (clause: $0, understanding: Understanding($0, catalogue: catalogue, previous: understanding.language))
    }
    let asks = { (part: Understanding) in !part.signals(of: .ask, in: catalogue).isEmpty }
    // Where one part asks, the others only tell what for.
    let isAsked = isDeclined || parts.contains { asks($0.understanding) }
    for (clause, understanding) in parts where !isAsked || asks(understanding) {
      var part = understanding
      guard part.terms.contains(where: { $0.kind == .concept }) else { continue }
      // The part is about what the whole names: "the Tailing plant, what is invested in Zhaoqing?".
      if part.names.isEmpty || names.contains(where: namesThing) && !part.terms.contains(where: namesThing) {
        let own = part.names
        part.terms += names.filter { term in term.name.map { !own.contains($0) } ?? false }
      }
      let decider = Decider(
        catalogue: catalogue, question: question, text: clause, understanding: part, match: nil)
      guard decider.asksAsMuch(as: self) else { continue }
      let search = decider.rank(part.terms, decider.understanding.dimensions, nil)
      var state = conversation
      let decision = decider.decide(search, followed: false, &state)
      if decision.isAnswer, decision.confidence >= Thresholds.clauseCoverage {
        conversation = state
        return decision
      }
    }
    return nil
  }

  /// A ranking with the question it is for.
  struct Search {
    var terms: [Term]
    var dimensions: Set<Dimension>
    var candidates: [Candidate]

    var weight: Float { terms.reduce(0) { $0 + $1.weight } }
    var names: [Identifier<Name>] { terms.compactMap(\.name) }

    /// The same with records only: what is not held answers nothing by likeness.
    func withoutGaps(_ catalogue: Catalogue) -> Search {
      var result = self
      result.candidates.removeAll { catalogue[$0.record].state == .gap }
      return result
    }
  }

  func rank(_ terms: [Term], _ dimensions: Set<Dimension>, _ pattern: Identifier<Intent>?) -> Search {
    let ranking = Ranking(
      catalogue: catalogue, terms: terms, dimensions: dimensions, years: understanding.years, pattern: pattern
    )
    return Search(terms: terms, dimensions: dimensions, candidates: ranking.candidates())
  }

  // MARK: Deciding

  func decide(_ search: Search, followed: Bool, _ conversation: inout Conversation) -> Decision {
    let gaps = Gaps(catalogue: catalogue, terms: search.terms, signals: understanding.signals)
    let outside = understanding.signals(of: .outside, in: catalogue)
    if let outside = outside.first(where: understanding.firmSignals.contains) {
      return declined(outside)
    }
    if !gaps.isCalledByKeys(beside: wantsNumber(search) || wantsAddress(search)),
      let decision = contactDecision(search, followed: followed, &conversation)
    {
      return decision
    }
    let search = search.withoutGaps(catalogue)
    if let outside = outside.first, (search.candidates.first?.coverage ?? 0) < Thresholds.answerCoverage {
      return declined(outside)
    }
    if let (gap, share) = gaps.gap(beside: search.candidates.first) {
      conversation.answered = []
      conversation.further = []
      conversation.contact = nil
      return Decision(
        kind: .gap(gap), intent: catalogue[gap].intent, confidence: share,
        reason: "the articles do not hold it: \(catalogue[gap].id)")
    }
    return answer(search, followed: followed, &conversation)
  }

  private func declined(_ outside: Identifier<Concept>) -> Decision {
    Decision(
      kind: .decline, intent: intent(triggeredBy: outside), confidence: 1,
      reason: "not this bot's business: \(catalogue[outside].id)")
  }

  /// The records that answer, or what is near where none does.
  private func answer(_ search: Search, followed: Bool, _ conversation: inout Conversation) -> Decision {
    guard let first = search.candidates.first else {
      return Decision(kind: .unanswered(near: nil), confidence: 0, reason: "no record has anything of it")
    }
    let threshold = followed ? Thresholds.followUpCoverage : Thresholds.answerCoverage
    let leavesOpen =
      followed && !tellsWhere(first, search)
      && coverage(of: understanding.terms, by: first) < Thresholds.followUpCoverage
    // "And Gaoyao?" asks for the same measure.
    let covers =
      first.coverage >= threshold || followed && !hasOwnQuestion && isAnsweredAgain(by: first, search)
    guard covers, hasAspect(first, search), !leavesOpen else {
      let near = first.coverage >= Thresholds.nearShare * threshold ? first.record : nil
      return Decision(
        kind: .unanswered(near: near), confidence: first.coverage,
        reason:
          "the best record covers \(percent(first.coverage)) of the question, \(percent(threshold)) are wanted"
      )
    }
    conversation.terms = Array(search.terms.prefix(Conversation.termsLimit))
    conversation.dimensions = search.dimensions
    var best = first
    var told = companions(of: best, search, followed: followed)
    let tellsOnlyAims = tellsOnlyAims(told, search)
    if let lack = tellsOnlyAims ? "only an aim is known" : lack(of: told, best, search) {
      guard !tellsOnlyAims, let other = alternative(to: best, search, threshold) else {
        conversation.subject = understanding.names.first(where: isThing) ?? conversation.subject
        return Decision(
          kind: .unanswered(near: best.record), confidence: best.coverage, reason: lack, isLacking: true)
      }
      best = other
      told = [other.record]
    }
    if let decision = ambiguity(search, followed: followed, &conversation) { return decision }
    let further = search.candidates.map(\.record).filter { !told.contains($0) }
    remember(told, Array(further.prefix(Conversation.furtherLimit)), &conversation)
    return Decision(
      kind: .records(told), missing: missingPlace(told, search), intent: catalogue[best.record].intent,
      confidence: best.coverage, reason: "\(catalogue[best.record].id) covers \(percent(best.coverage))")
  }

  /// The next best record that holds what the best lacks.
  private func alternative(to best: Candidate, _ search: Search, _ threshold: Float) -> Candidate? {
    search.candidates.dropFirst().prefix(Thresholds.alternatives).first { other in
      other.score >= Thresholds.alternativeShare * best.score && other.coverage >= threshold
        && hasAspect(other, search) && lack(of: [other.record], other, search) == nil
        && (search.dimensions.isEmpty || search.dimensions.contains { catalogue[other.record].holds($0) })
    }
  }

  /// A question that names nothing and that many records answer as well is asked back.
  private func ambiguity(_ search: Search, followed: Bool, _ conversation: inout Conversation) -> Decision? {
    guard !followed, understanding.names.isEmpty, search.weight < Thresholds.ellipsisWeight,
      let best = search.candidates.first
    else { return nil }
    var subjects: Set<Identifier<Name>> = []
    let equals = search.candidates.filter { candidate in
      guard candidate.score >= Thresholds.ambiguityShare * best.score,
        let subject = catalogue[candidate.record].about.first
      else { return false }
      return subjects.insert(subject).inserted
    }
    guard equals.count >= Thresholds.ambiguityCount else { return nil }
    let language = conversation.language ?? .english
    // The kinds of question that most of them belong to come first, each once.
    let counts = Dictionary(grouping: equals) { catalogue[$0.record].intent }.mapValues(\.count)
    var intents: Set<Identifier<Intent>> = []
    let ordered = equals.filter { intents.insert(catalogue[$0.record].intent).inserted }.sorted {
      left, right in
      let (one, other) = (catalogue[left.record].intent, catalogue[right.record].intent)
      return (counts[one] ?? 0, other.rawValue) > (counts[other] ?? 0, one.rawValue)
    }
    let chosen = ordered.count > 1 ? ordered : equals
    let options = chosen.prefix(Thresholds.ambiguityOptions).map { candidate in
      Option(id: catalogue[candidate.record].id, title: catalogue.title(of: candidate.record, language))
    }
    conversation.options = options
    return Decision(
      kind: .choice(phrase: "clarify_which", options: options), intent: catalogue[best.record].intent,
      confidence: best.coverage, reason: "\(equals.count) records about different things answer as well")
  }

  private func percent(_ share: Float) -> String { "\(Int((share * 100).rounded())) %" }
}
