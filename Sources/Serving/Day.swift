/// A day of the calendar in UTC.
struct Day: Equatable {
  /// Days since 1970-01-01.
  let number: Int64

  init(number: Int64) { self.number = number }

  /// The day of a time in seconds since 1970.
  init(seconds: Int64) { number = Int64((Double(seconds) / 86_400).rounded(.down)) }

  /// Reads `2026-11-21`; nil for anything else.
  init?(_ text: some StringProtocol) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard text.utf8.count == 10, parts.count == 3, let year = Int64(parts[0]), let month = Int64(parts[1]),
      let day = Int64(parts[2]), (1...12).contains(month), (1...31).contains(day)
    else { return nil }
    // Years begin with March, so that the leap day is their last.
    let shifted = month < 3 ? year - 1 : year
    let era = shifted / 400
    let ofEra = shifted % 400
    let ofYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    number = era * 146_097 + ofEra * 365 + ofEra / 4 - ofEra / 100 + ofYear - 719_468
  }

  /// `2026-11-21`
  var text: String {
    let shifted = number + 719_468
    let era = shifted / 146_097
    let ofEra = shifted % 146_097
    let yearOfEra = (ofEra - ofEra / 1460 + ofEra / 36_524 - ofEra / 146_096) / 365
    let ofYear = ofEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let month = (5 * ofYear + 2) / 153
    let day = ofYear - (153 * month + 2) / 5 + 1
    let year = yearOfEra + era * 400 + (month > 9 ? 1 : 0)
    return "\(padded(year, 4))-\(padded(month < 10 ? month + 3 : month - 9, 2))-\(padded(day, 2))"
  }

  /// `2026-11-21T06:51:01Z` for a time in seconds since 1970.
  static func timestamp(seconds: Int64) -> String {
    let day = Day(seconds: seconds)
    let ofDay = seconds - day.number * 86_400
    return "\(day.text)T\(padded(ofDay / 3600, 2)):\(padded(ofDay / 60 % 60, 2)):\(padded(ofDay % 60, 2))Z"
  }
}

private func padded(_ number: Int64, _ width: Int) -> String {
  let digits = String(number)
  return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
}
