import Tables
import Text

/// What the bot will say, before it is put into words.
struct Decision {
  enum Kind {
    /// Tells the records.
    case records([Identifier<Record>])
    /// Gives a bureau's numbers; those of others asked for with it stand in `otherContacts`.
    case contact(Int)
    /// Asks which of these is meant.
    case choice(phrase: String, options: [Option])
    /// Says the fixed reply of an intent.
    case social
    /// Names a bureau where people will help.
    case handoff
    case decline
    /// A record that says what the articles do not hold.
    case gap(Identifier<Record>)
    /// Not held; perhaps something near it is.
    case unanswered(near: Identifier<Record>?)
    case more([Identifier<Record>])
    case noMore
    case empty
    case tooLong
    case reset
    case languageChanged
  }

  var kind: Kind
  /// The place asked for, where what is told is about what it lies in.
  var missing: Identifier<Name>?
  /// Whether records or a bureau's numbers are told.
  var isAnswer: Bool {
    switch kind {
    case .records, .contact: true
    default: false
    }
  }

  /// The records told.
  var told: [Identifier<Record>] {
    if case .records(let records) = kind { records } else { [] }
  }

  /// Whether a part of the message may hold a question that is answered better.
  var mayBeInAPart: Bool {
    switch kind {
    case .gap: confidence < Thresholds.gapStands
    case .unanswered: !isLacking
    case .choice, .decline: true
    default: false
    }
  }

  var intent: Identifier<Intent>?
  var slots: [FilledSlot] = []
  var confidence: Float = 1
  /// The bureau for the place in question, with what is not answered.
  var contact: Int?
  /// The other bureaus that are asked for in the same message.
  var otherContacts: [Int] = []
  /// Whether what stands beside a bureau's numbers is told: what it was called before, which number is old.
  var tellsNote = false
  /// The unit that areas are asked in.
  var unit: Unit?
  /// For explanations: what was considered, and why it came to this.
  var candidates: [Candidate] = []
  var terms: [Term] = []
  var reason = ""
  /// Whether records tell of what is asked, but not what is wanted of it.
  var isLacking = false
}

/// A slot with where its value came from, for explanations.
struct FilledSlot {
  enum Origin: String {
    case message
    case frontEnd = "front end"
    case pattern = "sentence pattern"
  }

  var slot: Slot
  var origin: Origin
}
