/// A field of a record: `Name: value`. Its name and value are read where they stand in the file's text.
public struct RecField: Sendable {
  let text: RecText
  /// Its number in the file.
  let position: Int

  private var entry: RecText.Entry { text.entries[position] }

  /// The name as the file writes it.
  public var name: String { text.string(entry.nameBytes) }
  /// With the line feeds of its continuation lines.
  public var value: String { text.string(entry.valueBytes) }
  /// The column at which the value begins, for pointing into it.
  public var valueColumn: Int { Int(entry.valueColumn) }
  public var place: SourcePlace { SourcePlace(path: text.path, line: Int(entry.line)) }

  /// The value in UTF-8.
  var bytes: ArraySlice<UInt8> { text.bytes[entry.valueBytes] }
  var key: FieldName { entry.name }

  /// A place inside the value, so many characters from its start; exact for values of one line.
  func place(at offset: Int) -> SourcePlace {
    SourcePlace(path: text.path, line: Int(entry.line), column: valueColumn + offset)
  }
}

/// A record: a block of fields.
public struct RecRecord: Sendable {
  let text: RecText
  /// The numbers of its fields; there is at least one.
  let positions: Range<Int>

  public var fields: RecFields { RecFields(text: text, positions: positions) }
  public var place: SourcePlace { fields[0].place }

  /// The bytes of its names and values.
  var size: Int {
    guard let last = positions.last else { return 0 }
    return Int(text.entries[last].end - text.entries[positions.lowerBound].start)
  }

  /// The first field of the name.
  public func field(_ name: FieldName) -> RecField? {
    position(of: name).map { RecField(text: text, position: $0) }
  }
  public func value(_ name: FieldName) -> String? { field(name)?.value }
  public func has(_ name: FieldName) -> Bool { position(of: name) != nil }

  /// All fields of the name.
  public func fields(_ name: FieldName) -> [RecField] {
    guard let first = position(of: name) else { return [] }
    return (first..<positions.upperBound).compactMap {
      text.entries[$0].name == name ? RecField(text: text, position: $0) : nil
    }
  }

  private func position(of name: FieldName) -> Int? {
    positions.first { text.entries[$0].name == name }
  }
}

/// The fields of a record, in their order.
public struct RecFields: RandomAccessCollection, Sendable {
  let text: RecText
  let positions: Range<Int>

  public var startIndex: Int { 0 }
  public var endIndex: Int { positions.count }
  public subscript(index: Int) -> RecField { RecField(text: text, position: positions.lowerBound + index) }
}

/// A field's name as a number, so that names are compared without reading their letters.
public typealias FieldName = TextKey

/// A short text as a number: a dictionary of strings spends most of its time on Unicode's forms of the same text.
public struct TextKey: Sendable, Hashable, ExpressibleByStringLiteral {
  /// Never 0.
  let key: UInt64

  public init(stringLiteral name: StaticString) { self = name.withUTF8Buffer { TextKey(utf8: $0) } }
  init(_ name: some StringProtocol) { self.init(utf8: name.utf8) }

  /// FNV-1a, 64 bits (Fowler, Noll, Vo).
  init(utf8: some Sequence<UInt8>) {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    key = max(1, hash)
  }
}

/// The records of one type in one file, with the descriptor that says what they must look like.
public struct RecSet: Sendable {
  /// The name after `%rec:`, or "" for records without a descriptor.
  public var type: String
  public var descriptor: RecRecord?
  public var records: [RecRecord]
}

/// A parsed file.
public struct RecFile: Sendable {
  public var path: String
  public var sets: [RecSet]
}

/// What the fields of a file are made of. One array holds every name and value, since a string for each would take
/// most of the time that reading the files takes, and most fields are never asked for.
final class RecText: Sendable {
  struct Entry {
    var name: FieldName
    var line: Int32
    var valueColumn: Int32
    /// In `bytes`; the value follows the name at once.
    var start: Int32
    var valueStart: Int32
    var end: Int32

    var nameBytes: Range<Int> { Int(start)..<Int(valueStart) }
    var valueBytes: Range<Int> { Int(valueStart)..<Int(end) }
  }

  let path: String
  /// UTF-8, known to be valid in every name and value.
  let bytes: [UInt8]
  let entries: [Entry]

  init(path: String, bytes: [UInt8], entries: [Entry]) {
    self.path = path
    self.bytes = bytes
    self.entries = entries
  }

  func string(_ range: Range<Int>) -> String {
    bytes.withUnsafeBufferPointer {
      String(decoding: UnsafeBufferPointer(rebasing: $0[range]), as: UTF8.self)
    }
  }
}
