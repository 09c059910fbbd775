/// An exact decimal number: `digits` × 10^-`places`.
public struct DecimalNumber: Sendable, Equatable, Hashable {
  public private(set) var digits: Int64
  public private(set) var places: Int

  /// A number with trailing zeros after the point removed, so that equal numbers are equal values.
  public init(digits: Int64, places: Int = 0) {
    self.digits = digits
    self.places = places
    while self.places > 0, self.digits % 10 == 0 {
      self.digits /= 10
      self.places -= 1
    }
  }

  /// Reads `578500000`, `5.9`, `-3`: an optional minus, digits, at most one point; at most 17 digits.
  public init?(_ text: some StringProtocol) {
    var digits: Int64 = 0
    var places = 0
    var seenPoint = false
    var count = 0
    var negative = false
    for (position, byte) in text.utf8.enumerated() {
      switch byte {
      case 0x2D where position == 0: negative = true
      case 0x2E where !seenPoint && count > 0: seenPoint = true
      case 0x30...0x39 where count < 17:
        digits = digits * 10 + Int64(byte - 0x30)
        count += 1
        if seenPoint { places += 1 }
      default: return nil
      }
    }
    guard count > 0, !(seenPoint && places == 0) else { return nil }
    self.init(digits: negative ? -digits : digits, places: places)
  }

  /// The number divided by ten to the power of `exponent`, exactly.
  public func scaledDown(by exponent: Int) -> DecimalNumber {
    DecimalNumber(digits: digits, places: places + exponent)
  }

  public var value: Double {
    var result = Double(digits)
    for _ in 0..<places { result /= 10 }
    return result
  }

  /// The number with the given group separator (every three digits, from 5 digits on where `fromFive`) and
  /// decimal sign.
  public func formatted(group: String, decimal: String, fromFive: Bool = false) -> String {
    var text = String(digits.magnitude)
    if text.utf8.count <= places { text = String(repeating: "0", count: places + 1 - text.utf8.count) + text }
    let whole = Array(text.dropLast(places))
    var result = digits < 0 ? "-" : ""
    let grouped = whole.count > (fromFive ? 4 : 3)
    for (index, character) in whole.enumerated() {
      if grouped, index > 0, (whole.count - index) % 3 == 0 { result += group }
      result.append(character)
    }
    if places > 0 { result += decimal + text.suffix(places) }
    return result
  }

  static func power(_ exponent: Int) -> Int64 {
    var result: Int64 = 1
    for _ in 0..<exponent { result *= 10 }
    return result
  }
}
