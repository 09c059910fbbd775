/// The replies given before, by conversation and by the gateway's id of the message.
///
/// Bounded by number, by memory and by time; the oldest go first. Entries stand in a queue in the order in which
/// they came, which is also that in which they expire.
struct Duplicates {
  private struct Entry {
    var conversation: String
    var message: String
    var expires: Int64
    var size: Int
  }

  private struct Kept {
    var result: [UInt8]
    /// The place of its entry in all that ever came.
    var serial: Int
  }

  private let limits: Limits
  private var kept: [String: [String: Kept]] = [:]
  private var queue: [Entry] = []
  /// Where the queue begins within the array; what is before is gone.
  private var head = 0
  /// The serial of `queue[head]`.
  private var firstSerial = 0
  private(set) var count = 0
  private(set) var bytes = 0

  init(limits: Limits) { self.limits = limits }

  /// Whether a gateway's id of a message tells messages apart: WeChat's events all have `0`.
  static func tellsApart(_ message: String?) -> Bool {
    message != nil && message != "" && message != "0"
  }

  /// The result given to this message before, or nil.
  mutating func result(of message: String, in conversation: String, now: Int64) -> [UInt8]? {
    removeExpired(now: now)
    return kept[conversation]?[message]?.result
  }

  /// Keeps the result given to a message that was not kept yet.
  mutating func keep(_ result: [UInt8], for message: String, in conversation: String, now: Int64) {
    // About what the dictionaries and the queue take beside the bytes themselves.
    let size = result.count + 2 * (message.utf8.count + conversation.utf8.count) + 200
    let serial = firstSerial + queue.count - head
    kept[conversation, default: [:]][message] = Kept(result: result, serial: serial)
    let expires = now + Int64(limits.duplicateMilliseconds)
    queue.append(Entry(conversation: conversation, message: message, expires: expires, size: size))
    count += 1
    bytes += size
    while head < queue.count, isFull { removeFirst() }
  }

  /// Whether there is more than may be kept; places that `forget` left empty count half.
  private var isFull: Bool {
    count > limits.duplicateReplies || bytes > limits.duplicateBytes
      || places > 2 * limits.duplicateReplies
  }

  /// How many places the queue has.
  var places: Int { queue.count - head }

  /// Erases what is kept of a conversation.
  mutating func forget(_ conversation: String) {
    guard let messages = kept.removeValue(forKey: conversation) else { return }
    for message in messages.values {
      let place = message.serial - firstSerial + head
      count -= 1
      bytes -= queue[place].size
      // The place in the queue stays, without a name or a weight.
      queue[place] = Entry(conversation: "", message: "", expires: queue[place].expires, size: 0)
    }
  }

  private mutating func removeExpired(now: Int64) {
    while head < queue.count, queue[head].expires <= now { removeFirst() }
  }

  private mutating func removeFirst() {
    let entry = queue[head]
    queue[head] = Entry(conversation: "", message: "", expires: 0, size: 0)
    head += 1
    firstSerial += 1
    if entry.size > 0 {
      count -= 1
      bytes -= entry.size
      kept[entry.conversation]?[entry.message] = nil
      if kept[entry.conversation]?.isEmpty == true { kept[entry.conversation] = nil }
    }
    if head > 1024, head * 2 > queue.count {
      queue.removeFirst(head)
      head = 0
    }
  }
}
