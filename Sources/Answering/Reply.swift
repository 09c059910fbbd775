import Text

/// What kind of reply it is; the raw values are those of the line protocol.
public enum Outcome: String, CaseIterable, Sendable {
  /// The knowledge base answers the question.
  case answer
  /// The bot asks back; `options` holds what to choose from.
  case clarify
  /// Greetings, thanks, help.
  case social
  /// The knowledge base does not hold it, or it is not this bot's business.
  case unanswered
  /// A person was asked for, or is needed.
  case handoff
}

/// The reply to one question.
public struct Reply: Sendable, Equatable {
  public var conversation: String
  public var outcome: Outcome
  /// The name of the intent that answers, or nil.
  public var intent: String?
  /// What the intent's slots were filled with, by slot name, as meant: `place` is `sihui`. Sorted by name.
  public var slots: [Slot]
  /// How much of the question the answer covers, 0 to 1.
  public var confidence: Double
  public var language: Language
  /// The whole reply as plain text; no control characters other than the line feed.
  public var text: String
  /// What to send, in order, each within the channel's limits.
  public var messages: [Message]
  /// What the investor may choose next.
  public var options: [Option]
  /// The articles behind the reply, newest first.
  public var sources: [SourceReference]
  /// Whom to turn to, with `unanswered` and `handoff`.
  public var contact: ContactReference?
  /// Whether this very reply was given before, to the same message of the gateway.
  public var duplicate: Bool

  public init(
    conversation: String, outcome: Outcome, intent: String? = nil, slots: [Slot] = [], confidence: Double = 1,
    language: Language, text: String, messages: [Message] = [], options: [Option] = [],
    sources: [SourceReference] = [], contact: ContactReference? = nil, duplicate: Bool = false
  ) {
    self.conversation = conversation
    self.outcome = outcome
    self.intent = intent
    self.slots = slots
    self.confidence = confidence
    self.language = language
    self.text = text
    self.messages = messages
    self.options = options
    self.sources = sources
    self.contact = contact
    self.duplicate = duplicate
  }
}

/// A slot of an intent and what fills it.
public struct Slot: Sendable, Equatable {
  public var name: String
  public var value: String

  public init(name: String, value: String) {
    self.name = name
    self.value = value
  }
}

/// Something the investor may choose next; its id, its title and its number are understood as the next text.
public struct Option: Sendable, Equatable {
  public var id: String
  public var title: String

  public init(id: String, title: String) {
    self.id = id
    self.title = title
  }
}

/// An article that a reply rests on.
public struct SourceReference: Sendable, Equatable {
  public var id: String
  public var title: String
  public var publisher: String
  /// `YYYY-MM-DD`.
  public var date: String

  public init(id: String, title: String, publisher: String, date: String) {
    self.id = id
    self.title = title
    self.publisher = publisher
    self.date = date
  }
}

/// A bureau to turn to; an empty field is not known.
public struct ContactReference: Sendable, Equatable {
  public var name: String
  public var telephone: String
  public var fax: String
  public var address: String

  public init(name: String, telephone: String, fax: String, address: String) {
    self.name = name
    self.telephone = telephone
    self.fax = fax
    self.address = address
  }
}

/// One message to send on the channel, before it is written as that channel's JSON.
public enum Message: Sendable, Equatable {
  /// Plain text (every channel).
  case text(String)
  /// WhatsApp: an interactive message with one to three reply buttons.
  case buttons(body: String, options: [Option])
  /// WhatsApp: an interactive message with a list of up to ten rows, opened by a button.
  case list(body: String, button: String, options: [ListRow])
  /// WeChat: a menu message (`msgmenu`).
  case menu(head: String, options: [Option], tail: String)
}

/// A row of a WhatsApp list; the description holds what the title has no room for.
public struct ListRow: Sendable, Equatable {
  public var id: String
  public var title: String
  public var description: String

  public init(id: String, title: String, description: String = "") {
    self.id = id
    self.title = title
    self.description = description
  }
}

/// A subject that may be asked about.
public struct Topic: Sendable, Equatable {
  public var id: String
  public var title: String
  /// Questions one may ask, in the language of the title.
  public var examples: [String]

  public init(id: String, title: String, examples: [String]) {
    self.id = id
    self.title = title
    self.examples = examples
  }
}
