/// A field of a record: `Name: value`.
public struct RecField: Sendable, Equatable {
  public var name: String
  /// With the line feeds of its continuation lines.
  public var value: String
  public var place: SourcePlace
  /// The column at which the value begins, for pointing into it.
  public var valueColumn: Int

  /// A place inside the value, so many characters from its start; exact for values of one line.
  func place(at offset: Int) -> SourcePlace {
    SourcePlace(path: place.path, line: place.line, column: valueColumn + offset)
  }
}

/// A record: a block of fields.
public struct RecRecord: Sendable, Equatable {
  public var fields: [RecField]

  public var place: SourcePlace { fields[0].place }

  /// The first field of the name.
  public func field(_ name: String) -> RecField? { position(of: name).map { fields[$0] } }
  public func value(_ name: String) -> String? { position(of: name).map { fields[$0].value } }
  public func has(_ name: String) -> Bool { position(of: name) != nil }

  private func position(of name: String) -> Int? { fields.firstIndex { $0.name == name } }

  /// All fields of the name.
  public func fields(_ name: String) -> [RecField] { fields.filter { $0.name == name } }
}

/// The records of one type in one file, with the descriptor that says what they must look like.
public struct RecSet: Sendable, Equatable {
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
