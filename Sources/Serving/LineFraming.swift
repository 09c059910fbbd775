/// Cuts a stream of bytes into lines, however it arrives: whole, byte by byte or in pieces.
///
/// A line is its bytes up to and with `\n`. One with more bytes than the limit is told once, as soon as that is
/// certain, and skipped to its end. What is left when the stream ends is a line too.
public struct LineFraming: Sendable {
  public enum Piece: Equatable, Sendable {
    /// A line, without its `\n`.
    case line(Range<Int>)
    case tooLong
  }

  private let limit: Int
  /// What arrived and was not taken yet; a piece's range is one of this array.
  public private(set) var bytes: [UInt8] = []
  /// Where the line in hand begins.
  private var start = 0
  /// Up to where it was searched for its end.
  private var searched = 0
  private var isSkipping = false
  /// How many ends of lines were seen.
  private(set) var endCount = 0
  private var isEnded = false

  /// - Parameter limit: the most bytes of a line, `\n` included.
  public init(limit: Int) { self.limit = limit }

  /// Whether a line has begun and its end has not been seen.
  public var isUnfinished: Bool { isSkipping || start < bytes.count }

  /// Takes what arrived; ranges given out before are no longer valid.
  public mutating func append(_ arrived: some Collection<UInt8>) {
    if start == bytes.count {
      // One that waits keeps no large buffer.
      bytes.removeAll(keepingCapacity: bytes.capacity <= 32_768)
      searched = 0
      start = 0
    } else if start > 0 {
      bytes.removeFirst(start)
      searched -= start
      start = 0
    }
    bytes.append(contentsOf: arrived)
  }

  /// Notes that nothing more will arrive.
  public mutating func end() { isEnded = true }

  /// The next line, or nil until more has arrived.
  public mutating func next() -> Piece? {
    while true {
      let end = lineEnd()
      if isSkipping {
        start = end.map { $0 + 1 } ?? bytes.count
        searched = start
        if end == nil { return nil }
        isSkipping = false
        continue
      }
      guard let end else { break }
      let line = start..<end
      start = end + 1
      searched = start
      return line.count < limit ? .line(line) : .tooLong
    }
    if bytes.count - start > limit {
      isSkipping = true
      start = bytes.count
      searched = start
      return .tooLong
    }
    guard isEnded, start < bytes.count else { return nil }
    let line = start..<bytes.count
    start = bytes.count
    searched = start
    return .line(line)
  }

  /// Where the next `\n` is, if it has arrived.
  private mutating func lineEnd() -> Int? {
    let end = bytes.withUnsafeBufferPointer { $0[searched...].firstIndex(of: UInt8(ascii: "\n")) }
    if end == nil { searched = bytes.count } else { endCount += 1 }
    return end
  }
}
