/// A North Carolina county with its towns and ZIP codes: public geography; the people are not.
struct County {
  enum Character { case urban, suburban, rural }

  struct Town {
    let city: String
    let zips: [String]
  }

  /// The state's number: the position among its 100 counties in alphabetical order.
  let id: Int
  let name: String
  /// Registered voters in thousands, roughly.
  let weight: Int
  let character: Character
  /// The most populous first.
  let towns: [Town]

  private init(
    _ id: Int, _ name: String, _ weight: Int, _ character: Character, _ towns: String
  ) {
    self.id = id
    self.name = name
    self.weight = weight
    self.character = character
    self.towns = towns.split(separator: ";").map { town in
      let words = town.split(separator: " ").map(String.init)
      let zips = words.filter { $0.utf8.allSatisfy { byte in byte < 58 } }
      return Town(
        city: words.filter { !zips.contains($0) }.joined(separator: " "), zips: zips)
    }
  }

  /// The larger counties, in the state's order.
  static let all: [County] = [
    County(1, "ALAMANCE", 115, .suburban, "Burlington 27215 27217; Graham 27253; Mebane 27302"),
    County(10, "BRUNSWICK", 130, .rural, "Leland 28451; Southport 28461; Shallotte 28470"),
    County(
      11, "BUNCOMBE", 205, .urban,
      "Asheville 28801 28803 28804 28805 28806; Black Mountain 28711; Weaverville 28787"),
    County(13, "CABARRUS", 150, .suburban, "Concord 28025 28027; Kannapolis 28081 28083"),
    County(16, "CARTERET", 55, .rural, "Morehead City 28557; Beaufort 28516"),
    County(18, "CATAWBA", 110, .suburban, "Hickory 28601 28602; Newton 28658; Conover 28613"),
    County(19, "CHATHAM", 62, .suburban, "Pittsboro 27312; Siler City 27344"),
    County(23, "CLEVELAND", 68, .rural, "Shelby 28150 28152; Kings Mountain 28086"),
    County(25, "CRAVEN", 72, .rural, "New Bern 28560 28562; Havelock 28532"),
    County(
      26, "CUMBERLAND", 210, .urban,
      "Fayetteville 28301 28303 28304 28305 28311 28314; Hope Mills 28348; Spring Lake 28390"),
    County(28, "DARE", 31, .rural, "Kill Devil Hills 27948; Nags Head 27959"),
    County(29, "DAVIDSON", 115, .rural, "Lexington 27292 27295; Thomasville 27360"),
    County(32, "DURHAM", 240, .urban, "Durham 27701 27703 27704 27705 27707 27713"),
    County(33, "EDGECOMBE", 35, .rural, "Tarboro 27886"),
    County(
      34, "FORSYTH", 270, .urban,
      "Winston-Salem 27101 27103 27104 27105 27106 27107 27127; Kernersville 27284; Clemmons 27012"),
    County(36, "GASTON", 155, .suburban, "Gastonia 28052 28054 28056; Belmont 28012"),
    County(
      41, "GUILFORD", 375, .urban,
      """
      Greensboro 27401 27403 27405 27406 27407 27408 27410 27455; High Point 27260 27262 27265; \
      Jamestown 27282
      """),
    County(42, "HALIFAX", 35, .rural, "Roanoke Rapids 27870"),
    County(43, "HARNETT", 88, .rural, "Dunn 28334; Lillington 27546"),
    County(44, "HAYWOOD", 46, .rural, "Waynesville 28785 28786"),
    County(45, "HENDERSON", 90, .rural, "Hendersonville 28739 28791 28792"),
    County(49, "IREDELL", 140, .suburban, "Mooresville 28115 28117; Statesville 28625 28677"),
    County(51, "JOHNSTON", 155, .suburban, "Clayton 27520 27527; Smithfield 27577; Selma 27576"),
    County(
      60, "MECKLENBURG", 800, .urban,
      """
      Charlotte 28202 28203 28204 28205 28206 28207 28208 28209 28210 28211 28212 28213 28214 \
      28215 28216 28217 28226 28227 28262 28269 28270 28273 28277 28278; Huntersville 28078; \
      Matthews 28105; Cornelius 28031; Davidson 28036; Pineville 28134
      """),
    County(63, "MOORE", 75, .rural, "Pinehurst 28374; Southern Pines 28387; Aberdeen 28315"),
    County(64, "NASH", 66, .rural, "Rocky Mount 27803 27804; Nashville 27856"),
    County(
      65, "NEW HANOVER", 175, .urban,
      "Wilmington 28401 28403 28405 28409 28411 28412; Carolina Beach 28428"),
    County(67, "ONSLOW", 115, .rural, "Jacksonville 28540 28546; Swansboro 28584"),
    County(68, "ORANGE", 110, .urban, "Chapel Hill 27514 27516 27517; Hillsborough 27278"),
    County(70, "PASQUOTANK", 29, .rural, "Elizabeth City 27909"),
    County(74, "PITT", 118, .urban, "Greenville 27834 27858; Winterville 28590; Ayden 28513"),
    County(76, "RANDOLPH", 95, .rural, "Asheboro 27203 27205; Archdale 27263"),
    County(78, "ROBESON", 72, .rural, "Lumberton 28358 28360; Pembroke 28372"),
    County(79, "ROCKINGHAM", 62, .rural, "Reidsville 27320; Eden 27288"),
    County(80, "ROWAN", 98, .rural, "Salisbury 28144 28146 28147"),
    County(81, "RUTHERFORD", 46, .rural, "Forest City 28043; Rutherfordton 28139"),
    County(86, "SURRY", 47, .rural, "Mount Airy 27030; Elkin 28621"),
    County(90, "UNION", 175, .suburban, "Monroe 28110 28112; Indian Trail 28079; Waxhaw 28173"),
    County(
      92, "WAKE", 830, .urban,
      """
      Raleigh 27601 27603 27604 27605 27606 27607 27608 27609 27610 27612 27613 27614 27615 27616 \
      27617; Cary 27511 27513 27518 27519; Apex 27502 27523 27539; Wake Forest 27587; \
      Holly Springs 27540; Garner 27529; Fuquay-Varina 27526; Morrisville 27560; Knightdale 27545
      """),
    County(93, "WARREN", 13, .rural, "Warrenton 27589"),
    County(95, "WATAUGA", 45, .rural, "Boone 28607"),
    County(96, "WAYNE", 75, .rural, "Goldsboro 27530 27534"),
    County(98, "WILSON", 54, .rural, "Wilson 27893 27896"),
  ]

  static let totalWeight = all.reduce(0) { $0 + $1.weight }
}
