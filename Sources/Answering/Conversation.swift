import Tables
import Text

/// What is kept of a conversation between two messages: a bounded value.
struct Conversation {
  var language: Language?
  /// Whether the notice that this is an automatic service was given.
  var isGreeted = false
  /// The terms of the last question that was answered.
  var terms: [Term] = []
  /// The kinds of figure it asked for.
  var dimensions: Set<Dimension> = []
  /// The records of the last answer, and those that come with "more".
  var answered: [Identifier<Record>] = []
  var further: [Identifier<Record>] = []
  /// What the last answer was about, and where.
  var subject: Identifier<Name>?
  var place: Identifier<Name>?
  /// The bureau that was last given.
  var contact: Int?
  var options: [Option] = []
  /// When it last spoke, in the caller's milliseconds.
  var lastTime: Int64 = 0

  /// A conversation ends after so long a silence: half an hour.
  static let silenceLimit: Int64 = 30 * 60 * 1000
  /// The most that `further` holds.
  static let furtherLimit = 12
}

/// The conversations in memory; the least recently used go first.
struct ConversationStore {
  /// How many conversations are kept.
  let limit: Int
  private var entries: [String: (conversation: Conversation, turn: UInt64)] = [:]
  private var turn: UInt64 = 0

  init(limit: Int) { self.limit = limit }

  var count: Int { entries.count }

  subscript(id: String) -> Conversation? { entries[id]?.conversation }

  mutating func put(_ conversation: Conversation, for id: String) {
    turn += 1
    entries[id] = (conversation, turn)
    if entries.count > limit { dropOldest() }
  }

  /// Replaces every conversation.
  mutating func update(_ change: (Conversation) -> Conversation) {
    for (id, entry) in entries { entries[id] = (change(entry.conversation), entry.turn) }
  }

  mutating func remove(_ id: String) { entries[id] = nil }

  /// Drops the oldest sixteenth at once, so that a full store costs a look at all only every so often.
  private mutating func dropOldest() {
    let count = max(1, limit / 16)
    let turns = entries.values.map(\.turn).sorted()
    let bound = turns[min(count, turns.count) - 1]
    entries = entries.filter { $0.value.turn > bound }
  }
}
