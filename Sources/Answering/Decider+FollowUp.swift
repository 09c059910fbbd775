import Tables
import Text

/// Messages that lean on the one before: "and in Gaoyao?", "their fax?", "when does it start?".
extension Decider {
  /// The message with what it leaves open taken from the question before; nil where there is nothing to take.
  ///
  /// Names are taken whole, unless the message has names of its own; the rest of the question before only lends its
  /// support, at half its weight, so that "and electronics?" after "output of new-energy vehicles" finds the output
  /// of electronics.
  func followUp(_ conversation: Conversation, _ pattern: Identifier<Intent>?) -> Search? {
    guard !conversation.terms.isEmpty || conversation.subject != nil else { return nil }
    let own = understanding.terms
    let hasNames = own.contains { $0.name != nil }
    var terms = own
    var seen = Set(own.flatMap { $0.features.prefix(1).map(\.feature) })
    if !hasNames, let subject = conversation.subject, seen.insert(.name(subject)).inserted {
      let feature = Feature.name(subject)
      terms.append(
        Term(
          kind: .name, features: [(feature, 1)], weight: catalogue.index.rarity(of: feature),
          text: catalogue[subject].id, name: subject))
    }
    let lends = hasOwnQuestion ? Thresholds.followUpSupport : 1
    for term in conversation.terms where term.kind != .outside {
      if term.name != nil && hasNames || isYear(term) && !understanding.years.isEmpty { continue }
      // Who asks for another amount has done with the one before.
      if asksForOther(than: term) { continue }
      guard let first = term.features.first?.feature, seen.insert(first).inserted else { continue }
      var term = term
      if term.name == nil { term.weight *= lends }
      terms.append(term)
    }
    guard terms.count > own.count else { return nil }
    let asked = understanding.dimensions
    var search = rank(terms, asked.isEmpty && !hasOwnQuestion ? conversation.dimensions : asked, pattern)
    // What the message leaves unnamed is still what was spoken of.
    if !hasNames, let subject = conversation.subject,
      let index = terms.firstIndex(where: { $0.name == subject }), !catalogue[subject].isPlace
    {
      search.candidates.removeAll { $0.strengths[index] < Thresholds.hasStrength }
    }
    // Where it is, a record that is first of all about it tells, not one of a visit to it.
    if asksLocation, !hasNames, let subject = conversation.subject, isThing(subject),
      let index = search.candidates.firstIndex(where: { catalogue[$0.record].about.first == subject }),
      tellsWhere(search.candidates[index], search)
    {
      search.candidates.insert(search.candidates.remove(at: index), at: 0)
    }
    // "Who is the chairman?" comes before what the question before lends to it; "where, which zone?" does not.
    if hasOwnQuestion, understanding.weight >= Thresholds.lightWeight,
      !own.contains(where: catalogue.isMeasure), let subject = conversation.subject,
      catalogue[subject].kind == "company",
      let index = search.candidates.firstIndex(where: {
        coverage(of: own, by: $0) >= Thresholds.followUpCoverage
      })
    {
      var first = search.candidates.remove(at: index)
      let covered = coverage(of: own, by: first)
      first.coverage = max(first.coverage, covered)
      first.aspectCoverage = max(first.aspectCoverage, covered)
      search.candidates.insert(first, at: 0)
    }
    return search
  }

  /// Whether the message wants an amount of another kind than a measure that was asked for before.
  private func asksForOther(than term: Term) -> Bool {
    guard let concept = term.concept.map({ catalogue[$0] }), concept.kind == .measure,
      !understanding.dimensions.isEmpty
    else { return false }
    let dimensions = Set(concept.figures.compactMap { Unit(rawValue: $0)?.dimension })
    return dimensions.isDisjoint(with: understanding.dimensions)
  }

  func isYear(_ term: Term) -> Bool {
    term.kind == .word && Int(term.text.prefix(4)).map { (1990...2099).contains($0) } ?? false
  }

  /// Whether the message itself says what it asks, beside names.
  ///
  /// "And the plan for 2023?" says of the question before only that its aim is wanted.
  var hasOwnQuestion: Bool {
    understanding.terms.contains { $0.kind == .concept && !catalogue.isAim($0) }
  }

  /// Whether all of weight that the message names is what is to be measured, or it asks for an area or a sum and names
  /// nothing of weight.
  var asksOnlyMeasures: Bool {
    let terms = understanding.terms.filter { $0.concept != nil }
    return terms.contains(where: catalogue.isMeasure)
      && terms.allSatisfy { catalogue.isMeasure($0) || $0.weight < Thresholds.lightWeight }
      || !understanding.dimensions.isDisjoint(with: [.area, .money])
        && terms.allSatisfy { $0.weight < Thresholds.ellipsisWeight }
  }

  /// Whether what is to be measured is what only places have.
  private var asksOfPlaces: Bool {
    understanding.terms.contains { $0.concept.map { catalogue[$0].isOfPlaces } ?? false }
  }

  /// "And its plot, how many mu?": another measure, with nothing of weight beside it.
  private var addsMeasure: Bool {
    understanding.has("follow_and", in: catalogue)
      && understanding.terms.contains(where: catalogue.isMeasure)
      && understanding.terms.allSatisfy {
        $0.concept == nil || catalogue.isMeasure($0) || $0.weight < Thresholds.ellipsisWeight
      }
  }

  /// Whether all that it says is what may happen to a thing: "when does production begin?".
  private var asksOnlyEvents: Bool {
    understanding.has("ask_when", in: catalogue)
      && understanding.terms.allSatisfy {
        isEvent($0) || $0.concept.map { catalogue[$0].isOfCompanies } ?? ($0.weight < Thresholds.lightWeight)
      }
  }

  /// Whether it asks for an amount, a date, a person or a place.
  private var asksDetail: Bool {
    !understanding.dimensions.isEmpty || asksLocation
      || understanding.terms.contains(where: catalogue.isMeasure)
      || ["ask_count", "ask_who", "ask_when"].contains { understanding.has($0, in: catalogue) }
  }

  /// Whether to answer it as a follow-up.
  func isFollowUp(_ follow: Search, rather fresh: Search, _ conversation: Conversation) -> Bool {
    guard let best = follow.candidates.first else { return false }
    let own = understanding.terms
    let freshCoverage = fresh.candidates.first?.coverage ?? 0
    let isMarked =
      understanding.has("follow_and", in: catalogue) || understanding.has("follow_pronoun", in: catalogue)
    let isShort = understanding.weight < Thresholds.ellipsisWeight || !hasOwnQuestion
    let ownCoverage = coverage(of: own, by: best)
    let isNamed = own.contains { $0.name != nil }
    // "Jinli Avenue, when is it to open?" is whole by itself.
    if own.contains(where: { $0.name.map(isThing) ?? false }), understanding.has("ask_when", in: catalogue),
      let first = fresh.candidates.first, freshCoverage >= Thresholds.wholeCoverage,
      lack(of: [first.record], first, fresh) == nil
    {
      return false
    }
    // "And in Gaoyao?" asks the same again; if it is not held, that is the answer.
    let asksAgain =
      isMarked || conversation.contact != nil || conversation.terms.contains { $0.kind == .concept }
    if !hasOwnQuestion && (!isNamed || asksAgain) { return true }
    if isNamed && hasOwnQuestion && !isMarked { return false }
    // "Land area?" after a company is its land, held or not.
    if !isNamed, asksOnlyMeasures, !asksOfPlaces, let subject = conversation.subject,
      !catalogue[subject].isPlace
    {
      return true
    }
    // "How many people live there?" after a town is asked of it.
    if !isNamed, asksOnlyMeasures,
      asksOfPlaces || isShort && understanding.terms.contains(where: catalogue.isMeasure),
      let subject = conversation.subject,
      catalogue[subject].isPlace, subject != catalogue.city
    {
      return true
    }
    // "And how many jobs will that be?" after a company is asked of it, whatever else has such a figure.
    let hasPronoun = understanding.has("follow_pronoun", in: catalogue)
    let asks = asksOnlyNumber || asksDetail && (isShort || hasPronoun || addsMeasure || asksOnlyEvents)
    if !isNamed, asks, !asksOfPlaces || hasPronoun, understanding.years.isEmpty,
      let subject = conversation.subject, isThing(subject), catalogue[subject].kind != "person"
    {
      return true
    }
    if isShort || isMarked {
      return ownCoverage >= Thresholds.followUpCoverage || freshCoverage < Thresholds.answerCoverage
    }
    // A question without a name of its own is first put to what the last answer was about.
    guard !isNamed, let subject = conversation.subject, catalogue[best.record].about.contains(subject) else {
      return false
    }
    let share = isThing(subject) ? Thresholds.thingShare : Thresholds.placeShare
    return ownCoverage >= max(Thresholds.followUpCoverage, freshCoverage * share)
  }

  /// How much of what the message itself says, in words that are known, a candidate of the follow-up covers; its own
  /// terms stand first there.
  func coverage(of own: [Term], by candidate: Candidate) -> Float {
    var total: Float = 0
    var covered: Float = 0
    for (term, strength) in zip(own, candidate.strengths) where term.kind != .word {
      total += term.weight
      covered += term.weight * Ranking.share(of: strength)
    }
    return total == 0 ? 1 : covered / total
  }
}
