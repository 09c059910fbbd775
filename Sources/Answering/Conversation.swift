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
  /// The most terms: those of one question, and what follow-ups add to it.
  static let termsLimit = 32

  /// About the memory that it takes, the allocator's part included.
  var memory: Int {
    let block = 48
    let terms = terms.reduce(0) { sum, term in
      sum + MemoryLayout<Term>.stride + block + term.features.count * MemoryLayout<(Feature, Float)>.stride
        + block + term.text.utf8.count
    }
    let options = options.reduce(0) { sum, option in
      sum + MemoryLayout<Option>.stride + 2 * block + option.id.utf8.count + option.title.utf8.count
    }
    let rest = dimensions.count * 16 + (answered.count + further.count) * 8
    return MemoryLayout<Conversation>.stride + 5 * block + terms + options + rest
  }
}

/// The conversations in memory, bounded by number and by memory; the least recently used go first.
struct ConversationStore {
  private struct Entry {
    var conversation: Conversation
    /// Greater than those of all that were used before it.
    var turn: UInt64
    var memory: Int
  }

  /// How many conversations are kept.
  let limit: Int
  /// How much memory they may take.
  let memoryLimit: Int
  private var entries: [String: Entry] = [:]
  private var turn: UInt64 = 0
  private(set) var memory = 0

  init(limit: Int, memoryLimit: Int) {
    self.limit = limit
    self.memoryLimit = memoryLimit
  }

  var count: Int { entries.count }

  subscript(id: String) -> Conversation? { entries[id]?.conversation }

  mutating func put(_ conversation: Conversation, for id: String) {
    turn += 1
    // About what the dictionary takes beside it.
    let entry = Entry(
      conversation: conversation, turn: turn, memory: conversation.memory + id.utf8.count + 128)
    memory += entry.memory - (entries.updateValue(entry, forKey: id)?.memory ?? 0)
    while !entries.isEmpty, entries.count > limit || memory > memoryLimit { dropOldest() }
  }

  /// Replaces every conversation.
  mutating func update(_ change: (Conversation) -> Conversation) {
    for (id, entry) in entries { entries[id]?.conversation = change(entry.conversation) }
  }

  mutating func remove(_ id: String) { memory -= entries.removeValue(forKey: id)?.memory ?? 0 }

  /// Drops the oldest sixteenth at once, so that a full store costs a look at all only every so often.
  ///
  /// One by one, in place: a new dictionary each time would leave holes of its size in the memory.
  private mutating func dropOldest() {
    let turns = entries.values.map(\.turn).sorted()
    let bound = turns[max(1, turns.count / 16) - 1]
    for id in entries.filter({ $0.value.turn <= bound }).keys { remove(id) }
  }
}
