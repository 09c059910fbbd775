import Tables
import Text

/// Questions for a bureau's numbers and address.
extension Decider {
  /// A question for a bureau's numbers, unless a record covers it better.
  func contactDecision(_ search: Search, followed: Bool, _ conversation: inout Conversation)
    -> Decision?
  {
    var covered: Float = 0
    var calls: Identifier<Intent>?
    for term in search.terms {
      if let concept = term.concept, let intent = intent(triggeredBy: concept),
        catalogue[intent].action == .contact
      {
        covered += term.weight
        if calls == nil || catalogue[intent].id == "contact_private" { calls = intent }
      } else if let name = term.name, catalogue[name].isPlace || catalogue[name].kind == Name.bureau {
        covered += term.weight
        if catalogue[name].kind == Name.bureau { calls = calls ?? contactIntent }
      }
    }
    guard let intent = calls, search.weight > 0 else { return nil }
    // A company's number is no bureau's.
    if namedContact == nil, understanding.names.contains(where: { catalogue[$0].kind == "company" }) {
      return nil
    }
    let coverage = covered / search.weight
    let rival = search.candidates.first
    let rivalCoverage = rival?.coverage ?? 0
    guard
      wantsNumber(search) && coverage >= Thresholds.numberCoverage
        || wantsAddress(search) && coverage >= Thresholds.addressCoverage
        || coverage >= Thresholds.answerCoverage && coverage >= rivalCoverage - Thresholds.contactLead
    else { return nil }
    if let rival, catalogue[rival.record].state == .gap, rivalCoverage >= coverage - Thresholds.contactLead,
      zip(search.terms, rival.strengths).contains(where: {
        $0.concept.map { self.intent(triggeredBy: $0) == nil } ?? false && $1 > 0.5
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
    if let place = namedPlace, namedContact == nil, !hasBureau(place) {
      return Decision(
        kind: .unanswered(near: nil), intent: intent, confidence: 0,
        contact: contact(near: place) ?? municipalContact,
        reason: "no bureau of \(catalogue[place].id) is known")
    }
    // 投资促进局 alone is the city's; with a district's name it is that district's.
    let ofPlace = contact(near: namedPlace)
    let named = namedContact == municipalContact ? ofPlace ?? namedContact : namedContact ?? ofPlace
    let known = named ?? (followed ? conversation.contact : nil) ?? contact(near: place(conversation))
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
      kind: .contact(contact), intent: intent, confidence: coverage, contact: contact,
      reason: "a bureau's numbers are asked for")
  }

  /// Whether a telephone or fax number is asked for.
  func wantsNumber(_ search: Search) -> Bool {
    search.terms.contains { $0.concept.map { ["telephone", "fax"].contains(catalogue[$0].id) } ?? false }
  }

  /// Whether it is asked where a bureau is.
  private func wantsAddress(_ search: Search) -> Bool {
    let concepts = Set(search.terms.compactMap { $0.concept.map { catalogue[$0].id } })
    let asksWhere = understanding.has("ask_where", in: catalogue)
    let isOfThing = understanding.names.contains {
      !catalogue[$0].isPlace && catalogue[$0].kind != Name.bureau
    }
    return !isOfThing && (concepts.contains("address") || concepts.contains("bureau") && asksWhere)
  }
}
