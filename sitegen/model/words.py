"""Words that tell, beside a name, whether it is one. In small letters, unless they are names themselves."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


NO_GIVEN_NAMES = _words("""
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september
    october november december mon tue tues wed thu thurs fri sat sun jan feb mar apr jun jul aug sep sept oct nov dec

    a about above according across after afterward again against ago all alongside also although always am amid among an
    and another any are around as at back be because been before behind below beneath besides between beyond both but by
    can could despite did didn't do does doesn't don't down during each earlier either enough even eventually ever every
    except few finally first following for former formerly from further had has hasn't have he hence her here hers his
    how however i i'll i'm i've if in indeed initially inside instead into is isn't it it's its just last lately later
    least less let let's like likewise long many maybe me meanwhile might mine more moreover most mostly much must my
    near nearly neither never nevertheless next no nobody none nonetheless nor not nothing now of off often on once one
    only onto or originally other others otherwise our out outside over own past per perhaps please previously rather
    recently second several shall she should shouldn't similarly since so some sometimes soon still such than that
    that's the their them then there there's therefore these they third this those though through throughout thus to
    today together told tomorrow tonight too toward towards two ultimately under unless unlike until up upon us usually
    very via was wasn't we were what what's whatever when whenever where whereas whether which while who who's whom
    whose why will with within without won't would wouldn't yes yesterday yet you you're your three four five six seven
    eight nine ten

    added adds argued ask asked asking asks call called calling calls cited citing claims contact dear did email follow
    hear hello hi join listen meet noted notes quoted quoting read remember replied reports said say saying says see
    sees tell telling thank thanks visit watch write writes wrote

    american british canadian conservative democrat democratic democrats european gop green independent indian labour
    liberal libertarian progressive republican republicans socialist tory
""")
"""Words that may stand before a surname, in capitals, and are nobody's given name there."""

ABBREVIATIONS = _words("AG AP CM DA EU FM GM MP PA PM TV UK UN US VA VP D.C. E.U. L.A. N.J. N.Y. U.K. U.N. U.S.")
"""Words of two capitals that are nobody's initials."""

OF_PLACES = _words("""
    camp cape east fort ft lake las los mount mt new north port pt saint san sankt santa south st ste west
""")
"""What stands before a name that is a place's: `St. Paul`, `Lake Washington`."""

THINGS = _words("""
    academy act administration airport alley amendment arboretum area arena armory associates association auditorium
    avenue award awards band bank basin bay beach bill boulevard bowl bridge brothers building camp campus canyon
    cathedral cemetery center centers centre chair chapel church circle city clinic club coliseum collection college
    committee company corp corporation county court creek cup dam day district doctrine drive effect elementary
    entertainment estate expressway falls family farm farms fellow fellows fellowship field fort forest foundation
    freeway fund gallery garden gardens gmbh group hall harbor heights high highway hill hills holdings home hospital
    hotel house inc industries inn institute institution international island islands junior lab laboratory labs lake
    lane law lecture lectures library llc llp lodge ltd mall mansion market medal memorial middle mills monument
    mountain mountains mountains museum news organization pac park parkway pass peak pier place plan plaza plc point
    pool port prep press prize properties railroad ranch research reservoir river road room scholar scholars scholarship
    school schools shelter show society springs square stadium state station store street studio studios suites tech
    terminal test theater theatre tower towers township trail treaty trust university valley village way weekend wharf
    wing woods
""")
"""Words that make of a name before them the name of a thing."""

ACTS = _words("""
    said says told tells added adds asked asks wrote writes noted notes argued argues explained explains replied
    responded responds testified announced declined warned warns thinks thought believes believed suggested suggests
    stressed recommended recommends agreed agrees insisted insists tweeted joked recalled recalls acknowledged
    emphasized emphasised concluded shared commented pointed described discussed offered urged urges voted spoke speaks
    wants wanted hopes hoped knew knows signed proposed introduced praised criticized criticised defended vowed promised
    pledged met lives lived served serves teaches taught worked works
""")
"""What people do, and hardly any place or thing."""
STATES = _words("who has had was is will would also did called calls whose")
"""What is said of people, and of things, but not of months and places by that name alone."""

COMMON = frozenset(
    """
    Arms Ball Banks Bass Bell Best Bird Black Bloom Bond Bright Brown Bush Camp Case Church Clay Comer Cook Cotton Cross
    Day Early Faith Field Fields Fish Flowers Free Frost Gold Good Grace Gray Green Guest Guy Hall Hand Hill Home Hope
    House Hunt Hunter Hurt Joy Judge Justice King Knight Lake Land Lane Law Lemon Light Long Lord Love Mace Major Marsh
    Means Moon Moore More Mountain Noble Page Park Parks Peace Pike Pool Pope Post Power Powers Price Read Rice Rich
    Rivers Rose Rush Sharp Shepherd Short Singer Small Smart Stone Story Strange Street Strong Summers Swift Temple
    Urban Walker Waters Weaver Wells West White Wild Wilder Winters Wise Wolf Wood Woods Young
""".split()
)
"""Surnames that are other words as well; those have capitals only where all words have them, and at the start."""

PLACES = frozenset(
    """
    April August Austin Berlin Carolina Chad Chase Chelsea Cleveland Dakota Dallas Denver England Florence Ford Fox
    France Georgia Holland Houston Ireland Israel Jackson Jordan June Kent Lebanon Lincoln London Madison March May
    Montana Paris Phoenix Turkey Vernon Virginia Washington Wellington York
""".split()
)
"""Surnames that are places, months or companies as well, and have capitals as those."""
