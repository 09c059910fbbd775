import Tables
import Text

/// Questions for a bureau's numbers and address.
extension Decider {
  /// The bureau whose telephone or fax number the message holds: "3983186, whose number is that?".
  func numberDecision(_ conversation: inout Conversation) -> Decision? {
    let numbers = longNumbers
    guard !numbers.isEmpty,
      let contact = catalogue.contacts.firstIndex(where: { contact in
        [contact.telephone, contact.fax, contact.whatsApp, contact.weChat].contains { known in
          let digits = known.filter(\.isWholeNumber)
          // With or without the country's and the city's code.
          return numbers.contains { $0.suffix(Self.numberLength) == digits.suffix(Self.numberLength) }
        }
      })
    else { return nil }
    conversation.contact = contact
    conversation.place = catalogue.contacts[contact].serves.first
    conversation.answered = []
    conversation.terms = term("telephone").map { [$0] } ?? []
    return Decision(
      kind: .contact(contact), intent: contactIntent, contact: contact, tellsNote: true,
      reason: "holds one of its numbers")
  }

  /// A word as if the message had said it.
  private func term(_ id: String) -> Term? {
    catalogue.concept(id).map { concept in
      Term(
        kind: .concept, features: catalogue.features(of: concept),
        weight: catalogue.index.rarity(of: .concept(concept)), text: id, concept: concept)
    }
  }

  /// The least digits that are looked up as a telephone number: a local one has seven.
  private static let numberLength = 7

  /// The digits of numbers that stand side by side and are together as long as a telephone number.
  private var longNumbers: [String] {
    let reading = understanding.reading
    let runs = reading.tokens.split { $0.kind != .number }.map { run in
      run.map(reading.tokenized.text).joined().filter(\.isWholeNumber)
    }
    return runs.filter { $0.count >= Self.numberLength }
  }

  /// A question for a bureau's numbers, unless a record covers it better.
  func contactDecision(_ search: Search, followed: Bool, _ conversation: inout Conversation)
    -> Decision?
  {
    var covered: Float = 0
    var calls: Identifier<Intent>?
    let asksRoad = wantsAddress(search)
    for term in search.terms {
      if let concept = term.concept, let intent = intent(triggeredBy: concept),
        catalogue[intent].action == .contact
      {
        covered += term.weight
        if calls == nil || catalogue[intent].id == "contact_private" { calls = intent }
      } else if asksRoad, isOne(of: ["road"], term) {
        covered += term.weight
      } else if let name = term.name,
        catalogue[name].isPlace || [Name.bureau, Name.park].contains(catalogue[name].kind)
      {
        covered += term.weight
        if catalogue[name].kind == Name.bureau { calls = calls ?? contactIntent }
      }
    }
    guard let intent = calls, search.weight > 0 else { return nil }
    // Who heads a bureau is asked of the records.
    if asksHeadOfBureau, !wantsNumber(search) { return nil }
    // A company's number is no bureau's.
    let isOfCompany = { (name: Identifier<Name>) in catalogue[name].kind == "company" }
    let named = followed && asksOnlyNumber ? search.terms.compactMap(\.name) : understanding.names
    if namedContact == nil, named.contains(where: isOfCompany) { return nil }
    let coverage = covered / search.weight
    let rival = search.candidates.first
    let rivalCoverage = rival?.coverage ?? 0
    guard
      wantsNumber(search) && coverage >= Thresholds.numberCoverage
        || wantsAddress(search) && coverage >= Thresholds.addressCoverage
        || coverage >= Thresholds.answerCoverage && coverage >= rivalCoverage - Thresholds.contactLead
    else { return nil }
    if let rival, catalogue[rival.record].state == .gap, !wantsNumber(search) || isOfContacts(rival.record),
      rivalCoverage >= coverage - Thresholds.contactLead,
      zip(search.terms, rival.strengths).contains(where: {
        $0.concept.map { self.intent(triggeredBy: $0) == nil } ?? false && $1 > Thresholds.hasStrength
      })
    {
      return nil
    }
    conversation.terms = Array(search.terms.prefix(Conversation.termsLimit))
    conversation.dimensions = []
    conversation.options = []
    if catalogue[intent].id == "contact_private",
      let contact = catalogue.contacts.firstIndex(where: \.isPrivate)
    {
      conversation.contact = contact
      return Decision(
        kind: .contact(contact), intent: intent, confidence: coverage, contact: contact,
        reason: "private numbers asked for")
    }
    if let place = namedPlace, namedContact == nil || namedContact == catalogue.municipalContact,
      !hasBureau(place),
      asksForBureau(search)
    {
      return Decision(
        kind: .unanswered(near: nil), intent: intent, confidence: 0,
        contact: contact(near: place) ?? catalogue.municipalContact,
        reason: "no bureau of \(catalogue[place].id) is known")
    }
    // 投资促进局 alone is the city's; with a district's name it is that district's.
    let ofPlace = contact(near: namedPlace)
    let ofMessage =
      namedContact == catalogue.municipalContact ? ofPlace ?? namedContact : namedContact ?? ofPlace
    let known = ofMessage ?? (followed ? conversation.contact : nil) ?? contact(near: place(conversation))
    guard let contact = known else {
      let language = conversation.language ?? .english
      let options = catalogue.contacts.filter { !$0.isPrivate }.map {
        Option(id: $0.id, title: $0.names[language])
      }
      conversation.options = options
      return Decision(
        kind: .choice(phrase: "clarify_bureau", options: options), intent: intent, confidence: coverage,
        reason: "no place is named")
    }
    conversation.contact = contact
    conversation.answered = []
    conversation.place = namedPlace ?? conversation.place ?? catalogue.contacts[contact].serves.first
    conversation.subject = nil
    return Decision(
      kind: .contact(contact), missing: namedPlace.flatMap { hasBureau($0) ? nil : $0 }, intent: intent,
      confidence: coverage, contact: contact, otherContacts: otherContacts(than: contact),
      tellsNote: understanding.has("ask_still", in: catalogue),
      reason: "a bureau's numbers are asked for")
  }

  /// Whether an address is asked for in so many words, and no number.
  var asksForAddress: Bool {
    understanding.terms.contains { isOne(of: ["address"], $0) }
      && !understanding.terms.contains(where: isCall)
  }

  /// Whether a bureau's number is asked for in so many words, and no own number is left.
  var asksForNumberOfBureau: Bool {
    understanding.terms.contains { isOne(of: ["telephone", "fax"], $0) } && longNumbers.isEmpty
      && understanding.names.contains { catalogue[$0].isPlace || catalogue[$0].kind == Name.bureau }
  }

  private func isOfContacts(_ record: Identifier<Record>) -> Bool {
    catalogue[catalogue[record].intent].topic == "contacts"
  }

  /// A bureau for the place of the whole message, where one part of it asks for a number or whom to turn to: "we make
  /// car parts and look at Dawang. Whom do I call?".
  func contactByClause(_ decision: Decision, _ conversation: inout Conversation) -> Decision? {
    switch decision.kind {
    case .contact, .gap: return nil
    default: break
    }
    guard understanding.terms.contains(where: isCall) else { return nil }
    // "We make telephones" names no place whose bureau could be meant.
    guard namedPlace != nil || conversation.place != nil || namedContact != nil else { return nil }
    let namesThing = understanding.names.contains(where: isThing)
    for clause in Clauses.of(text) {
      var part = Understanding(clause, catalogue: catalogue, previous: understanding.language)
      guard part.terms.contains(where: isCall),
        !(namesThing && part.has("follow_pronoun", in: catalogue))
      else { continue }
      part.terms.removeAll { $0.name.map(isThing) ?? false }
      if part.names.isEmpty {
        part.terms += understanding.terms.filter { $0.name.map { catalogue[$0].isPlace } ?? false }
      }
      let decider = Decider(
        catalogue: catalogue, question: question, text: clause, understanding: part, match: nil)
      let search = decider.rank(part.terms, [], nil)
      var state = conversation
      state.place = namedPlace ?? state.place
      if let found = decider.contactDecision(search, followed: false, &state) {
        conversation = state
        return found
      }
    }
    return nil
  }

  /// Whether the term asks for a number or whom to turn to.
  private func isCall(_ term: Term) -> Bool { isOne(of: ["telephone", "fax", "contact"], term) }

  /// Whether it is asked who heads a bureau.
  var asksHeadOfBureau: Bool { understanding.terms.contains(where: isHeadOfBureau) }

  func isHeadOfBureau(_ term: Term) -> Bool { isOne(of: ["bureau_head"], term) }

  private func isOne(of words: Set<String>, _ term: Term) -> Bool {
    term.concept.map { words.contains(catalogue[$0].id) } ?? false
  }

  /// Whether the bureau of a place is asked for by that word, not only whom to turn to.
  private func asksForBureau(_ search: Search) -> Bool {
    !search.terms.contains { isOne(of: ["contact"], $0) }
      && (namedContact != nil || search.terms.contains { isOne(of: ["bureau"], $0) })
  }

  /// Whether it is only asked where something is that the message does not name.
  var asksOnlyWhere: Bool {
    let concepts = understanding.terms.filter { $0.kind != .word }
    return !concepts.isEmpty && understanding.weight < Thresholds.ellipsisWeight
      && concepts.allSatisfy { isOne(of: ["location"], $0) }
  }

  /// Whether it is asked where something is.
  var asksLocation: Bool {
    understanding.has("ask_where", in: catalogue)
      || understanding.terms.contains { isOne(of: ["location"], $0) }
  }

  /// Whether nothing but a telephone or fax number is asked for, of what the message does not name.
  var asksOnlyNumber: Bool {
    let concepts = understanding.terms.filter { $0.kind != .word }
    return !concepts.isEmpty && concepts.allSatisfy { isOne(of: ["telephone", "fax"], $0) }
  }

  /// Whether a telephone or fax number is asked for.
  func wantsNumber(_ search: Search) -> Bool {
    search.terms.contains { isOne(of: ["telephone", "fax"], $0) }
  }

  /// Whether it is asked where a bureau is.
  func wantsAddress(_ search: Search) -> Bool {
    if understanding.names.contains(where: isThing) { return false }
    // "What road is the bureau on?"
    let asksWhere =
      understanding.has("ask_where", in: catalogue) || search.terms.contains { isOne(of: ["road"], $0) }
    return search.terms.contains { isOne(of: asksWhere ? ["address", "bureau"] : ["address"], $0) }
  }
}
