/// What a figure is counted in; the raw value is how the data files write it.
public enum Unit: String, CaseIterable, Sendable {
  case yuan, mu, km2, m2, ha, acre, percent, points, count, km, m, ton
  case kWh
  case megawattHour = "MWh"
  case gigawattHour = "GWh"
  case megawatt = "MW"
  case kV, hour, minute, day, year, ms
  case date

  /// What kind of question a figure of this unit answers.
  public var dimension: Dimension {
    switch self {
    case .yuan: .money
    case .mu, .km2, .m2, .ha, .acre: .area
    case .percent, .points: .share
    case .count, .ton: .amount
    case .km, .m: .length
    case .kWh, .megawattHour, .gigawattHour, .megawatt, .kV: .energy
    case .hour, .minute, .day, .year, .ms: .duration
    case .date: .date
    }
  }
}

/// A kind of magnitude.
public enum Dimension: String, Sendable, CaseIterable {
  case money, area, share, amount, length, energy, duration, date
}

/// A typed figure: a number with its unit, or a date.
public enum Quantity: Sendable, Equatable {
  case number(DecimalNumber, Unit)
  case date(PartialDate)

  public var unit: Unit {
    switch self {
    case .number(_, let unit): unit
    case .date: .date
    }
  }

  /// An area in another unit of area, rounded to a sensible number of places; nil for anything else, and where the
  /// number would be too large.
  ///
  /// 1 mu is 1/15 ha (666.67 m²); an acre is 4046.8564224 m² (international).
  public func converted(to target: Unit) -> Quantity? {
    guard case .number(let number, let unit) = self, let factor = Self.squareMetres[unit],
      let divisor = Self.squareMetres[target]
    else { return nil }
    let value = number.value * factor / divisor
    let places = value >= 100 || target == .m2 ? 0 : value >= 10 ? 1 : 2
    let scaled = (value * Double(DecimalNumber.power(places))).rounded()
    return Int64(exactly: scaled).map { .number(DecimalNumber(digits: $0, places: places), target) }
  }

  /// Whether the figure is a whole number of the target's units, to the last place written.
  func isExact(in target: Unit, as converted: Quantity) -> Bool {
    guard case .number(let number, let unit) = self, case .number(let other, _) = converted,
      let factor = Self.squareMetres[unit], let divisor = Self.squareMetres[target]
    else { return false }
    return abs(number.value * factor - other.value * divisor) < 1e-6 * max(1, number.value * factor)
  }

  private static let squareMetres: [Unit: Double] = [
    .mu: 10000.0 / 15.0, .ha: 10000, .km2: 1_000_000, .m2: 1, .acre: 4046.856_422_4,
  ]
}

/// A year, a month or a day.
public struct PartialDate: Sendable, Equatable, Hashable, Comparable {
  public var year: Int
  public var month: Int?
  public var day: Int?

  /// Reads `2025`, `2025-06` or `2025-06-30`; nil for anything else and for days that no month has.
  public init?(_ text: some StringProtocol) {
    var values = (year: 0, month: 0, day: 0)
    var count = 0
    for byte in text.utf8 {
      count += 1
      if count == 5 || count == 8 {
        guard byte == UInt8(ascii: "-") else { return nil }
        continue
      }
      guard (0x30...0x39).contains(byte) else { return nil }
      let digit = Int(byte) - 0x30
      switch count {
      case 1...4: values.year = 10 * values.year + digit
      case 6...7: values.month = 10 * values.month + digit
      case 9...10: values.day = 10 * values.day + digit
      default: return nil
      }
    }
    guard count == 4 || count == 7 || count == 10 else { return nil }
    year = values.year
    month = count >= 7 ? values.month : nil
    day = count == 10 ? values.day : nil
    if let month, !(1...12).contains(month) { return nil }
    if let month, let day {
      let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
      let days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
      if !(1...days).contains(day) { return nil }
    }
  }

  /// As it is read: `2025-06-30`.
  public var text: String {
    let padded = [month, day].compactMap(\.self).map { "-\($0 < 10 ? "0" : "")\($0)" }
    return String(String(year + 10_000).dropFirst()) + padded.joined()
  }

  public static func < (left: PartialDate, right: PartialDate) -> Bool {
    (left.year, left.month ?? 0, left.day ?? 0) < (right.year, right.month ?? 0, right.day ?? 0)
  }
}
