import Text

/// A pattern that covers a whole message.
public struct TemplateMatch: Sendable {
  public var intent: Identifier<Intent>
  /// Slot names and meanings, in the order of the message.
  public var slots: [(name: String, value: String)]
  public var wildcards: Int
}

extension TemplateSet {
  /// Longest message, in normalised characters, that patterns are tried on; no pattern is as long.
  public static let messageLimit = 512

  /// The best pattern that covers the whole text, or nil. The memory is that of the last call, used again.
  ///
  /// All alternatives are followed at once, each instruction at most once a position: a thread that reaches an
  /// instruction second is dropped unless it is better. Best is: fewest wildcards, most literal characters, least
  /// text in wildcards; then the pattern that stands first.
  public func match(_ text: [UInt32], _ memory: inout TemplateMemory) -> TemplateMatch? {
    guard !text.isEmpty, text.count <= Self.messageLimit else { return nil }
    var walk = TemplateWalk(set: self, text: text)
    swap(&walk.memory, &memory)
    defer { swap(&walk.memory, &memory) }
    return walk.run()
  }
}

/// What a walk writes to: about half a megabyte, too much to be taken and cleared for each message.
public struct TemplateMemory {
  fileprivate typealias Thread = TemplateWalk.Thread

  /// The threads that are to go on at each position.
  fileprivate var pending: [[Thread]] = []
  fileprivate var captures: [TemplateWalk.Capture] = []
  /// The best thread that reached an instruction at a position.
  fileprivate var reached: [(position: Int, thread: Thread)] = []
  /// For each instruction where its last one stands in `reached`. Never cleared: what an earlier message left names no
  /// entry of this one, or one of another instruction (Briggs and Torczon, "An Efficient Representation for Sparse
  /// Sets", 1993).
  fileprivate var best: [Int32] = []

  public init() {}

  /// Makes it ready for a text of so many characters.
  fileprivate mutating func prepare(_ count: Int, programSize: Int) {
    captures.removeAll(keepingCapacity: true)
    reached.removeAll(keepingCapacity: true)
    if best.count < programSize { best = [Int32](repeating: 0, count: programSize) }
    while pending.count < count + 1 { pending.append([]) }
  }

  /// The place in `reached` of an instruction that was reached at a position, or nil.
  fileprivate func known(_ counter: Int32, at position: Int) -> Int? {
    let known = Int(best[Int(counter)])
    guard known < reached.count, reached[known].thread.counter == counter, reached[known].position == position
    else { return nil }
    return known
  }

  fileprivate mutating func remember(_ thread: Thread, at position: Int) {
    best[Int(thread.counter)] = Int32(reached.count)
    reached.append((position, thread))
  }
}

private struct TemplateWalk {
  struct Thread {
    var counter: Int32
    var wildcards: Int32 = 0
    var literals: Int32 = 0
    var wildcardText: Int32 = 0
    /// The last capture, or -1.
    var capture: Int32 = -1
    /// Where the wildcard being filled began, or -1.
    var wildcardStart: Int32 = -1

    func isBetter(than other: Thread) -> Bool {
      if wildcards != other.wildcards { return wildcards < other.wildcards }
      if literals != other.literals { return literals > other.literals }
      return wildcardText < other.wildcardText
    }
  }

  struct Capture {
    var slot: Int32
    var value: Value
    var previous: Int32
  }

  enum Value {
    /// The meaning of a list's value.
    case meaning(String)
    /// The part of the text that a wildcard took.
    case part(Range<Int>)
  }

  let set: TemplateSet
  let text: [UInt32]
  var memory = TemplateMemory()
  private var winner: (thread: Thread, entry: Int32)?

  init(set: TemplateSet, text: [UInt32]) {
    self.set = set
    self.text = text
  }

  mutating func run() -> TemplateMatch? {
    memory.prepare(text.count, programSize: set.program.count)
    for start in (set.starts[text[0]] ?? []) + (set.starts[0] ?? []) {
      memory.pending[0].append(Thread(counter: start))
    }
    for position in 0...text.count {
      var next = 0
      while next < memory.pending[position].count {
        step(memory.pending[position][next], at: position)
        next += 1
      }
      memory.pending[position].removeAll(keepingCapacity: true)
    }
    guard let (thread, entry) = winner else { return nil }
    var slots: [(name: String, value: String)] = []
    var capture = thread.capture
    while capture >= 0 {
      let last = memory.captures[Int(capture)]
      slots.insert((set.slots[Int(last.slot)], string(of: last.value)), at: 0)
      capture = last.previous
    }
    return TemplateMatch(intent: set.intents[Int(entry)], slots: slots, wildcards: Int(thread.wildcards))
  }

  private mutating func step(_ thread: Thread, at position: Int) {
    if let known = memory.known(thread.counter, at: position) {
      guard thread.isBetter(than: memory.reached[known].thread) else { return }
      memory.reached[known].thread = thread
    } else {
      memory.remember(thread, at: position)
    }
    var thread = thread
    switch set.program[Int(thread.counter)] {
    case .character(let character):
      guard position < text.count, text[position] == character else { return }
      thread.counter += 1
      thread.literals += 1
      memory.pending[position + 1].append(thread)
    case .boundary:
      thread.counter += 1
      if position < text.count, text[position] == 0x20 {
        memory.pending[position + 1].append(thread)
      } else if isEdge(position) {
        step(thread, at: position)
      }
    case .split(let other):
      thread.counter += 1
      step(thread, at: position)
      thread.counter = other
      step(thread, at: position)
    case .jump(let target):
      thread.counter = target
      step(thread, at: position)
    case .list(let use):
      let (list, slot) = set.listUses[Int(use)]
      thread.counter += 1
      var found: [(Int, String)] = []
      set.values.matches(list, in: text, from: position) { found.append(($0, $1)) }
      for (end, value) in found where endsWord(end) {
        var after = thread
        after.literals += Int32(end - position)
        memory.captures.append(Capture(slot: slot, value: .meaning(value), previous: thread.capture))
        after.capture = Int32(memory.captures.count - 1)
        memory.pending[end].append(after)
      }
    case .wildcard(let slot): fillWildcard(thread, slot: slot, at: position)
    case .match(let entry):
      guard position == text.count else { return }
      if let known = winner, !thread.isBetter(than: known.thread) { return }
      winner = (thread, entry)
    }
  }

  /// A wildcard takes at least one character; at each further one it may end.
  private mutating func fillWildcard(_ thread: Thread, slot: Int32, at position: Int) {
    var staying = thread
    if staying.wildcardStart < 0 {
      staying.wildcardStart = Int32(position)
      staying.wildcards += 1
    }
    if position > Int(staying.wildcardStart) {
      var leaving = staying
      let part = Int(staying.wildcardStart)..<position
      if text[part].contains(where: { $0 != 0x20 }) {
        memory.captures.append(Capture(slot: slot, value: .part(part), previous: thread.capture))
        leaving.capture = Int32(memory.captures.count - 1)
        leaving.wildcardStart = -1
        leaving.counter += 1
        step(leaving, at: position)
      }
    }
    if position < text.count {
      staying.wildcardText += 1
      memory.pending[position + 1].append(staying)
    }
  }

  private func string(of value: Value) -> String {
    switch value {
    case .meaning(let meaning): return meaning
    case .part(let part):
      var view = String.UnicodeScalarView()
      for scalar in text[part] { view.append(Unicode.Scalar(scalar) ?? "\u{FFFD}") }
      return String(view).trimmingSpaces
    }
  }

  /// Whether a word begins or ends here.
  private func isEdge(_ position: Int) -> Bool {
    if position == 0 || position == text.count { return true }
    return text[position - 1] == 0x20 || TemplateText.isUnspaced(text[position - 1])
      || TemplateText.isUnspaced(text[position])
  }

  /// Whether a list value may end here: not in the middle of a word of an alphabet.
  private func endsWord(_ position: Int) -> Bool {
    isEdge(position) || text[position] == 0x20 || text[position] == 0x27
  }
}

extension String {
  fileprivate var trimmingSpaces: String {
    var slice = Substring(self)
    while slice.first == " " { slice.removeFirst() }
    while slice.last == " " { slice.removeLast() }
    return String(slice)
  }
}
