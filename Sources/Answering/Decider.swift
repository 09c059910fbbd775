import Tables
import Text

/// Decides what a message is to be answered with: the rules in their order.
struct Decider {
  let catalogue: Catalogue
  let question: Question
  let text: String
  let understanding: Understanding
  /// The sentence pattern that covers the whole message.
  let match: TemplateMatch?

  func decide(_ conversation: inout Conversation) -> Decision {
    if let decision = withoutContent(conversation) { return decision }
    if let decision = choice(&conversation) { return decision }
    if let decision = command(&conversation) { return decision }
    if let decision = pattern(conversation) { return decision }
    if let decision = refusal() { return decision }
    if let decision = person(&conversation) { return decision }
    if let decision = smallTalk(conversation) { return decision }
    if let decision = numberDecision(&conversation) { return decision }
    return knowledge(&conversation)
  }

  // MARK: Messages without a question

  private func withoutContent(_ conversation: Conversation) -> Decision? {
    if text.unicodeScalars.count > Bot.textLimit {
      return Decision(kind: .tooLong, reason: "longer than \(Bot.textLimit) characters")
    }
    guard understanding.reading.tokens.isEmpty else { return nil }
    return Decision(kind: .empty, reason: "no words")
  }

  /// An option by its number, its id or its title.
  private func choice(_ conversation: inout Conversation) -> Decision? {
    let tokens = understanding.reading.tokens
    var chosen: String?
    if let number = chosenNumber(tokens), number >= 1, number <= conversation.options.count {
      chosen = conversation.options[number - 1].id
    } else if tokens.count <= 40 {
      let folded = Folding.fold(text).filter { $0 != " " && $0 != "\n" }
      chosen =
        conversation.options.first {
          $0.id == text || Folding.fold($0.title).filter { $0 != " " } == folded
        }?.id
    }
    if chosen == nil, text.utf8.contains(0x5F), isKnownID(text) { chosen = text }
    guard let chosen else { return nil }
    return decision(forOption: chosen, &conversation)
  }

  private func chosenNumber(_ tokens: [Token]) -> Int? {
    if tokens.count <= 2, let number = tokens.first(where: { $0.kind == .number }),
      tokens.last?.kind == .number || tokens.count == 1
    {
      return Int(understanding.reading.tokenized.text(number))
    }
    guard tokens.count <= 6, understanding.terms.isEmpty || understanding.weight < Thresholds.ellipsisWeight
    else { return nil }
    return (1...9).first { understanding.has("ordinal_\($0)", in: catalogue) }
  }

  private func isKnownID(_ text: String) -> Bool {
    catalogue.contacts.contains { $0.id == text } || catalogue.record(text) != nil
  }

  private func decision(forOption id: String, _ conversation: inout Conversation) -> Decision? {
    if let contact = catalogue.contacts.firstIndex(where: { $0.id == id }) {
      conversation.contact = contact
      conversation.place = catalogue.contacts[contact].serves.first
      return Decision(
        kind: .contact(contact), intent: contactIntent, contact: contact, reason: "option \(id)")
    }
    if let record = catalogue.record(id) {
      remember([record], [], &conversation)
      return Decision(
        kind: .records([record]), intent: catalogue[record].intent, reason: "option \(id)")
    }
    if let topic = catalogue.topics.first(where: { $0.id == id }) {
      let language = conversation.language ?? .english
      let examples = (catalogue.examples[topic.id]?[language] ?? []).map { Option(id: $0, title: $0) }
      return Decision(kind: .choice(phrase: "topics_intro", options: examples), reason: "topic \(id)")
    }
    return nil
  }

  /// More, start anew, another language: only where the message says nothing else.
  private func command(_ conversation: inout Conversation) -> Decision? {
    guard understanding.weight < Thresholds.commandWeight, understanding.names.isEmpty else {
      return nil
    }
    if understanding.has("reset", in: catalogue) {
      let language = conversation.language
      conversation = Conversation()
      conversation.language = language
      conversation.isGreeted = true
      return Decision(kind: .reset, reason: "asked to start anew")
    }
    if understanding.has("more", in: catalogue) || understanding.has("ask_more", in: catalogue) {
      let next = Array(conversation.further.prefix(2))
      guard !conversation.answered.isEmpty || !next.isEmpty else { return nil }
      conversation.further.removeFirst(next.count)
      return next.isEmpty
        ? Decision(kind: .noMore, reason: "nothing further")
        : Decision(kind: .more(next), intent: catalogue[next[0]].intent, reason: "more of the last answer")
    }
    if understanding.signals.contains(where: { catalogue[$0].id.hasPrefix("lang_") }),
      understanding.weight == 0, wishes.isEmpty
    {
      if let contact = conversation.contact {
        return Decision(
          kind: .contact(contact), intent: contactIntent, contact: contact, reason: "language changed")
      }
      return conversation.answered.isEmpty
        ? Decision(kind: .languageChanged, reason: "language changed")
        : Decision(
          kind: .records(conversation.answered),
          intent: catalogue[conversation.answered[0]].intent,
          reason: "language changed: the last answer again")
    }
    return nil
  }

  /// A sentence pattern that covers the whole message decides by itself, where its intent needs no records.
  private func pattern(_ conversation: Conversation) -> Decision? {
    guard let match, match.wildcards == 0 else { return nil }
    let reason = "a sentence pattern of \(catalogue[match.intent].id)"
    switch catalogue[match.intent].action {
    case .social: return Decision(kind: .social, intent: match.intent, reason: reason)
    case .decline: return Decision(kind: .decline, intent: match.intent, reason: reason)
    case .handoff:
      return handoff(match.intent, conversation, reason)
    case .records, .contact, .gap: return nil
    }
  }

  private func handoff(
    _ intent: Identifier<Intent>?, _ conversation: Conversation, _ reason: String
  ) -> Decision {
    Decision(
      kind: .handoff, intent: intent,
      contact: contact(near: place(conversation)) ?? catalogue.municipalContact,
      reason: reason)
  }

  /// Insults, and attempts to make the bot say something else, are declined whatever else is said.
  private func refusal() -> Decision? {
    let signal = understanding.firmSignals.sorted().first {
      ["prompt_injection", "insult"].contains(catalogue[$0].id)
    }
    return signal.map {
      Decision(kind: .decline, intent: intent(triggeredBy: $0), reason: "declined: \(catalogue[$0].id)")
    }
  }

  /// A wish for a person goes before everything that might be answered.
  private func person(_ conversation: inout Conversation) -> Decision? {
    let wishes = wishes
    // One word alone ("complaints") may as well be what a question is about.
    guard
      wishes.contains(where: understanding.firmSignals.contains)
        || understanding.weight < Thresholds.ellipsisWeight
    else { return nil }
    return wish(&conversation)
  }

  /// The wishes for a person; who asks for a bureau's address or number calls on it without help.
  private var wishes: [Identifier<Concept>] {
    let helpsItself = asksForAddress || asksForNumberOfBureau
    return understanding.signals(of: .person, in: catalogue).filter {
      !(helpsItself && catalogue[$0].id != "complaint")
    }
  }

  /// What a wish for a person, however it is said, is answered with.
  func wish(_ conversation: inout Conversation) -> Decision? {
    let wishes = wishes
    guard
      let chosen = wishes.first(where: { catalogue[$0].id == "complaint" })
        ?? wishes.first(where: understanding.firmSignals.contains) ?? wishes.first
    else { return nil }
    let decision = handoff(
      intent(triggeredBy: chosen), conversation, "a person is wanted: \(catalogue[chosen].id)")
    conversation.contact = decision.contact
    conversation.place = namedPlace ?? conversation.place
    return decision
  }

  /// Greetings and the like, where nothing else of weight is said.
  private func smallTalk(_ conversation: Conversation) -> Decision? {
    let talk = understanding.signals(of: .small, in: catalogue)
    guard let last = talk.last else { return nil }
    let asks = understanding.signals(of: .ask, in: catalogue).contains { catalogue[$0].id != "ask_yes_no" }
    // "Ah ok. For what sum?" goes on with what was spoken of.
    if !conversation.terms.isEmpty, !understanding.dimensions.isEmpty { return nil }
    let isFirm = talk.contains(where: understanding.firmSignals.contains)
    // "Morning from Manchester!": a short message is small talk whatever unknown words it has.
    let isShort = understanding.reading.tokens.count <= Thresholds.smallTalkLength
    let knows = understanding.terms.contains { $0.kind != .word }
    let weight = isFirm ? Thresholds.firmSmallTalkWeight : Thresholds.smallTalkWeight
    guard isFirm || !asks, understanding.weight < weight || isShort && !knows && !asks else { return nil }
    let chosen = talk.last { !["greeting", "ok_ack", "yes", "no"].contains(catalogue[$0].id) } ?? last
    guard let intent = intent(triggeredBy: chosen) else { return nil }
    return Decision(kind: .social, intent: intent, reason: "small talk: \(catalogue[chosen].id)")
  }

  func intent(triggeredBy concept: Identifier<Concept>) -> Identifier<Intent>? {
    catalogue.intents.firstIndex { $0.triggers.contains(concept) }.map { Identifier($0) }
  }

  var contactIntent: Identifier<Intent>? { catalogue.intent("contact_bureau") }

  func remember(
    _ records: [Identifier<Record>], _ further: [Identifier<Record>], _ conversation: inout Conversation
  ) {
    conversation.answered = records
    conversation.further = Array(further.prefix(Conversation.furtherLimit))
    conversation.contact = nil
    conversation.options = []
    guard let first = records.first else { return }
    // What the question named, if the answer is about it; else what the answer is about.
    let about = records.flatMap { catalogue[$0].about }
    let named = understanding.names.filter(about.contains)
    conversation.subject =
      named.first { !catalogue[$0].isPlace } ?? named.first
      ?? conversation.subject.flatMap { catalogue[first].about.contains($0) ? $0 : nil }
      ?? catalogue[first].about.first { !catalogue[$0].isPlace } ?? catalogue[first].about.first
    if let place = namedPlace {
      conversation.place = place
    } else if let place = catalogue[first].about.lazy.flatMap({ catalogue.ancestry(of: $0) }).first(where: {
      catalogue[$0].isPlace
    }) {
      conversation.place = place
    }
  }
}
