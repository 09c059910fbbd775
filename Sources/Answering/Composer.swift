import Tables
import Text

/// Puts a decision into words.
struct Composer {
  let catalogue: Catalogue
  let language: Language

  func compose(_ decision: Decision, _ question: Question, _ conversation: inout Conversation) -> Reply {
    var reply = Reply(
      conversation: question.conversation, outcome: .answer, intent: decision.intent.map { catalogue[$0].id },
      slots: decision.slots.map(\.slot), confidence: Double(Int((decision.confidence * 100).rounded())) / 100,
      language: language,
      text: "")
    var paragraphs: [String] = []
    switch decision.kind {
    case .records(let records):
      tell(decision.missing, insteadOf: records.first.flatMap { catalogue[$0].about.first }, &paragraphs)
      tell(records, decision.unit, &paragraphs, &reply)
    case .more(let records): tell(records, decision.unit, &paragraphs, &reply)
    case .noMore:
      reply.outcome = .social
      paragraphs = [phrase("no_more")]
    case .contact(let contact):
      tell(decision.missing, insteadOf: catalogue.contacts[contact].serves.first, &paragraphs)
      tell(contact, decision.otherContacts, withNote: decision.tellsNote, &paragraphs, &reply)
    case .choice(let id, let options):
      reply.outcome = .clarify
      reply.options = options
      paragraphs.append(phrase(id))
    case .social:
      reply.outcome = .social
      paragraphs.append(ownReply(to: decision) ?? "")
    case .handoff:
      reply.outcome = .handoff
      paragraphs.append(ownReply(to: decision) ?? phrase("handoff"))
      turnTo(decision.contact, &paragraphs, &reply)
    case .decline:
      reply.outcome = .unanswered
      paragraphs.append(ownReply(to: decision) ?? phrase("decline"))
      reply.contact = catalogue.municipalContact.map { reference(catalogue.contacts[$0]) }
    case .gap(let record):
      reply.outcome = .unanswered
      paragraphs.append(catalogue[record].texts[language.index].spoken([], in: language))
      paragraphs.append(phrase("ask_bureau"))
      turnTo(decision.contact, &paragraphs, &reply)
    case .unanswered(let near):
      reply.outcome = .unanswered
      if let near {
        let title = catalogue.title(of: near, language)
        paragraphs.append(phrase("unanswered_near") + "\n1. " + title)
        reply.options = [Option(id: catalogue[near].id, title: title)]
      } else {
        paragraphs.append(phrase("unanswered"))
      }
      paragraphs.append(phrase("ask_bureau"))
      turnTo(decision.contact, &paragraphs, &reply)
    case .empty:
      reply.outcome = .clarify
      paragraphs.append(phrase("empty"))
      reply.options = catalogue.topics.map { Option(id: $0.id, title: $0.titles[language]) }
    case .tooLong:
      reply.outcome = .clarify
      paragraphs.append(phrase("too_long"))
    case .reset:
      reply.outcome = .social
      paragraphs.append(phrase("reset_done"))
    case .languageChanged:
      reply.outcome = .social
      paragraphs.append(phrase("language_changed"))
    }
    if !conversation.isGreeted {
      conversation.isGreeted = true
      paragraphs.append(phrase("automatic"))
    }
    if !reply.options.isEmpty { conversation.options = reply.options }
    reply.text = Sanitizer.clean(paragraphs.filter { !$0.isEmpty }.joined(separator: "\n"))
    if reply.outcome == .clarify, !reply.options.isEmpty {
      reply.text += reply.options.enumerated().map { "\n\($0.offset + 1). \($0.element.title)" }.joined()
    }
    return reply
  }

  private func phrase(_ id: String, _ values: [String: String] = [:]) -> String {
    catalogue.phrase(id, language, values)
  }

  /// What the decision's intent replies, where its file says it.
  private func ownReply(to decision: Decision) -> String? {
    decision.intent.map { catalogue[$0].replies[language] }.flatMap { $0.isEmpty ? nil : $0 }
  }

  /// Says that a place is not known of itself, only what it lies in.
  private func tell(
    _ missing: Identifier<Name>?, insteadOf parent: Identifier<Name>?, _ paragraphs: inout [String]
  ) {
    guard let missing, let parent else { return }
    let names = [missing, parent].map { catalogue[$0].names[language] }
    paragraphs.append(phrase("parent_place", ["place": names[0], "parent": names[1]]))
  }

  private func tell(
    _ records: [Identifier<Record>], _ unit: Unit?, _ paragraphs: inout [String], _ reply: inout Reply
  ) {
    for id in records {
      let record = catalogue[id]
      paragraphs.append(
        record.texts[language.index].spoken(record.figures, in: language) { quantity in
          unit.flatMap {
            $0 == quantity.unit || $0 == .ha && quantity.unit == .mu ? nil : quantity.converted(to: $0)
          }
        })
    }
    // The date of an aim is that of its text; several dates together would each be taken for the others'.
    let dates = records.map { catalogue[$0] }.map { $0.state == .target && $0.holds(.date) ? nil : $0.asOf }
    cite(
      records.flatMap { catalogue[$0].sources },
      asOf: dates.allSatisfy { $0 == dates[0] } ? dates.first ?? nil : nil, &paragraphs, &reply)
  }

  /// Names the articles, newest first, and the date that the figures hold for.
  private func cite(
    _ articles: [Identifier<Article>], asOf: PartialDate?, _ paragraphs: inout [String], _ reply: inout Reply
  ) {
    var seen: Set<Identifier<Article>> = []
    let unique = articles.filter { seen.insert($0).inserted }.sorted {
      (catalogue[$0].date, $1.rawValue) > (catalogue[$1].date, $0.rawValue)
    }
    reply.sources = unique.map { id in
      let article = catalogue[id]
      return SourceReference(
        id: article.id, title: article.titles[language], publisher: article.publishers[language],
        date: article.date.text)
    }
    guard !unique.isEmpty else { return }
    let (separator, comma) =
      switch language {
      case .arabic: ("؛ ", "، ")
      case .simplifiedChinese, .traditionalChinese: ("；", "，")
      case .japanese: ("；", "、")
      case .english: ("; ", ", ")
      case .french: ("\u{A0}; ", ", ")
      }
    var line = phrase(
      "source",
      [
        "sources": unique.prefix(3).map {
          "\(catalogue[$0].publishers[language])\(comma)\(catalogue[$0].date.spoken(in: language))"
        }.joined(separator: separator)
      ])
    if let asOf, !unique.contains(where: { catalogue[$0].date == asOf }) {
      line += separator + phrase("as_of", ["date": asOf.spoken(in: language)])
    }
    paragraphs.append(line)
  }

  private func tell(
    _ position: Int, _ others: [Int], withNote: Bool, _ paragraphs: inout [String], _ reply: inout Reply
  ) {
    let contact = catalogue.contacts[position]
    if contact.isPrivate {
      paragraphs.append(block(contact))
      paragraphs.append(phrase("private_note"))
      if let official = catalogue.municipalContact { paragraphs.append(block(catalogue.contacts[official])) }
    } else {
      paragraphs.append(block(contact))
      if withNote { paragraphs.append(contact.notes[language]) }
    }
    for other in others { paragraphs.append(block(catalogue.contacts[other])) }
    reply.contact = reference(contact)
    cite(([position] + others).flatMap { catalogue.contacts[$0].sources }, asOf: nil, &paragraphs, &reply)
  }

  /// Names the bureau that helps on.
  private func turnTo(_ position: Int?, _ paragraphs: inout [String], _ reply: inout Reply) {
    guard let position else { return }
    paragraphs.append(block(catalogue.contacts[position]))
    reply.contact = reference(catalogue.contacts[position])
  }

  private func block(_ contact: Contact) -> String {
    var lines = [contact.names[language]]
    let fields = [
      ("address", contact.addresses[language]), ("telephone", contact.telephone), ("fax", contact.fax),
      ("whatsapp", contact.whatsApp), ("wechat", contact.weChat),
    ]
    for (id, value) in fields where !value.isEmpty { lines.append(phrase(id, ["value": value])) }
    return lines.joined(separator: "\n")
  }

  private func reference(_ contact: Contact) -> ContactReference {
    ContactReference(
      name: contact.names[language], telephone: contact.telephone, fax: contact.fax,
      address: contact.addresses[language])
  }
}

extension Catalogue {
  /// What a record is offered as: its intent's title and what it is about.
  func title(of record: Identifier<Record>, _ language: Language) -> String {
    let subject = self[record].about.first.map { self[$0].names[language] } ?? ""
    let title = self[self[record].intent].titles[language]
    return subject.isEmpty ? title : "\(title): \(subject)"
  }
}
