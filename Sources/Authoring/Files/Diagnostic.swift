import Text

/// A place in a file; line and column count from 1, the column in characters.
public struct SourcePlace: Sendable, Equatable, Comparable {
  public var path: String
  public var line: Int
  public var column: Int

  public init(path: String, line: Int, column: Int = 1) {
    self.path = path
    self.line = line
    self.column = column
  }

  public static func < (left: Self, right: Self) -> Bool {
    (left.path, left.line, left.column) < (right.path, right.line, right.column)
  }
}

/// Something wrong, or doubtful, at a place in staff's files.
public struct Diagnostic: Sendable, Equatable {
  public enum Severity: String, Sendable {
    case error, warning
  }

  public var severity: Severity
  public var place: SourcePlace
  /// What was found and what is expected, in one line; then, where there is one, what to do about it.
  public var message: String

  /// `file:line:column: error: message`.
  public var line: String { "\(place.path):\(place.line):\(place.column): \(severity.rawValue): \(message)" }
}

/// Collects the diagnostics of a run.
public struct Diagnostics: Sendable {
  public private(set) var all: [Diagnostic] = []

  public init() {}

  public mutating func error(_ place: SourcePlace, _ message: String) {
    all.append(Diagnostic(severity: .error, place: place, message: message))
  }

  public mutating func warning(_ place: SourcePlace, _ message: String) {
    all.append(Diagnostic(severity: .warning, place: place, message: message))
  }

  /// Adds what another part of the run has found, behind what is here.
  mutating func append(_ other: Diagnostics) { all += other.all }

  public var hasErrors: Bool { all.contains { $0.severity == .error } }

  /// By file, line and column; of several at one place the first found, since the others follow from it.
  public var sorted: [Diagnostic] {
    let ordered = all.enumerated().sorted { ($0.element.place, $0.offset) < ($1.element.place, $1.offset) }
      .map(\.element)
    return ordered.enumerated().filter { $0.offset == 0 || ordered[$0.offset - 1].place != $0.element.place }
      .map(\.element)
  }
}

/// "Did you mean": the candidate nearest to a misspelt word.
enum Suggestion {
  /// `; did you mean "x"?`, or "" where nothing is near.
  static func hint(for word: String, among candidates: some Sequence<String>) -> String {
    var best: (distance: Int, word: String)?
    let bytes = Array(word.utf8)
    for candidate in candidates {
      guard
        let distance = EditDistance.distance(
          bytes, Array(candidate.utf8), limit: max(1, min(3, bytes.count / 3)))
      else { continue }
      if best.map({ (distance, candidate) < ($0.distance, $0.word) }) ?? true { best = (distance, candidate) }
    }
    return best.map { "; did you mean \"\($0.word)\"?" } ?? ""
  }
}
