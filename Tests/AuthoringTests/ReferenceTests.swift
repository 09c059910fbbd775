import Authoring
import Testing

/// What one record says of others must be there: staff are told what is not, and what they probably meant.
@Suite struct ReferenceTests {
  private static let files = """
    %rec: Word

    Id: land
    Kind: measure
    Figures: land mu

    Id: price
    Kind: measure

    %rec: Entity

    Id: sihui
    Kind: place
    Name_en: Sihui

    %rec: Intent

    Name: gap_price
    Action: gap

    %rec: Fact

    Id: land_sihui
    Intent: gap_price
    Key: price + land
    Key: sihui + price
    AsOf: 2023
    Figure: land 5 mu
    Printed: 5 acres
    Text_en: {land}
    Text_zh_Hans: {land}
    Text_ja: {land}
    Text_fr: {land}
    Text_ar: {land}
    """

  private static func errors(replacing old: String, with new: String) -> [String] {
    let text = files.replacing(old, with: new)
    return Compile.files([("f.rec", Array(text.utf8))]).diagnostics.map(\.line)
  }

  @Test func wordsAndNamesThatAreThereAreFine() {
    #expect(Self.errors(replacing: "", with: "") == [])
  }

  @Test(arguments: [
    (
      "Figures: land mu", "Figures: lend mu",
      "f.rec:5:10: error: no fact has a figure \"lend\", nor is it a unit; did you mean \"land\"?"
    ),
    (
      "Key: sihui + price", "Key: sihoi + price",
      "f.rec:26:6: error: there is no word or name \"sihoi\"; did you mean \"sihui\"?"
    ),
    (
      "Key: price + land", "Key: prise + land",
      "f.rec:25:6: error: there is no word or name \"prise\"; did you mean \"price\"?"
    ),
  ]) func whatIsNotThereIsNamedWithItsPlace(old: String, new: String, expected: String) {
    #expect(Self.errors(replacing: old, with: new) == [expected])
  }
}
