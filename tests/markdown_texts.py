"""Texts that make trouble: written by hand, and drawn at random from what means something to Markdown."""

from hypothesis import strategies as st

TRICKY = (
    "__x__ and _x_, a_b_c, __a_b__, ***x***, **a *b* c**, *a **b** c*, **a* b*, _a *b_ c*, *a*b*c*",
    r'\" \' \* \_ \` \[x](y) \\ \\\\ "\"" \<b> \{ \| \z',
    '`a`"b" \'c\'`d` `"` "`x`" \'`x`\' `\'`s *x*"y" **x**\'s "*x*" \'**x**\'',
    "\"'Double' single\" '\"Single\" double' \"'80s\" '80s the '90s 5'10\" it's dogs' \"--\" '...'",
    'a -- b --- c ---- d -- "e" --\'f\' ... .... . . . ("g") ["h"] "i"- "j"; &mdash;"k" &nbsp;\'l\'',
    '"a" \'b\' "\'c"\' \'"d\'" "" \'\' "\'" \'"\' " \' "\n\' "x\n"y"\n\'z\'',
    '<b class="x">"quoted"</b> <i>\'q\'</i> <br> <a href="x"> "y" </a> a < b > c & d &amp; &#38; &x; <x@y.zz>',
    '<div class="x">\n"quoted" *x*\n</div>\n\n<div markdown="1">\n"q" *x* -- [y](z)\n\n- a\n- b\n</div>\nafter *x*',
    '<!-- a -- "b" -->\n\ntext <!-- c --> "d" <? php "e" ?> <![CDATA[ \'f\' ]]> <script>"g"</script>',
    'Note[^1] "q"[^1] \'[^2]\'[^none]\n\n[^1]: It\'s "one" -- *x*.\n\n    `code`.\n[^2]: 2\n    lazy\n[^3]:\n    no',
    'HTML and W3C, "HTML" *HTML* `HTML`\n\n*[HTML]: Hyper "Text" -- Markup\n*[W3C]: It\'s\n*[X]: \'\'',
    '[a "b" c](d "E\'s -- x") [*e*](<f g> \'h "i"\') ![j "k"](l.png) [m][n] [n][] [n] ![n][] ![n]\n\n[n]: o \'p\'',
    '[a](b"c) [d](e\'f) [g](h (i) j) [k]( l ) [m](n "o" p) [q [r] s](t) [u](v\nw) [x\ny](z) [](a) []() [ ]',
    '<http://a.example/?b="c"> <me@a.example> http://b.example/ <mailto:x@y.example> <ftp://c>',
    "# A \"b\" -- c {#d .e}\n## F's #\n\nG\n===\n\nH 'i'\n---\n\n### ...\n\n#### *x* {: #y z=w }\n\n# \\# #",
    "Text\n{: .a #b c='d e' }\n\n*x*{: .f } {g} {{h}} {:i\n\n- a {: .j }\n- b\n{: .k }",
    '| a "b" | c\'s |\n|:--|--:|\n| `d | e` | f -- g |\n| \\| | *h* |\n\na | b\n--|--\n1 | 2\n\nx|\n-|\ny|',
    '* a\n* b\n\n    c "d"\n\n    * e\n\n1. f\n2. g\n\n- h\n  i\n\n3) j\n\n+ k\n\n    code "x"\n\n  l',
    'Term\n: Its *meaning* -- "x"\n\nTwo\nThree\n:   Para\n\n    Para\n\n: more\n\n    : nested',
    "> a \"b\"\n> c\nd\n\n>> e\n\n> - f\n> - g\n\n> # h\n\n    code 'x' -- ...\n\n\tcode",
    '~~~\n"a" -- *b*\n~~~\n\n```python hl_lines="1"\nx = \'y\'\n```\n\n``` {.c #d}\n<e>\n```\n\n```\nnot closed',
    "a  \nb \nc\\\nd\r\ne\rf\n\n\n\ng\n \n\th\n\n***\n\n- - -\n\n___\ni\n* * *\nj",
    "Größe “quoted” — ‘single’ … «a» ½ ² Ⅷ 日本語 “*x*” —\"y\" –'z'\n“Line\n‘Line\n(a)\n$5\n—x\n…y",
    "\x02 \x03 \x02klzzwxh:0001\x03 \x02wzxhzdk:0\x03 \x02amp\x03 \x0242\x03 \x1f \x7f \u2028 \x85 \x0b",
    "Line\n# Head\nLine\n- item\nLine\n> quote\nLine\n: def\nLine\n***\nLine\n[a]: b\n*[c]: d\n[^e]: f\nLine [a] c[^e]",
    "///Footnotes Go Here///\n\n[^a]: x\n\nb[^a]\n\n<p>\"x\" [^a]</p>\n\n<span>'x'</span>",
    "&#38 a &#x26 b &amp c &#; &#x; &",
    "",
    " \n",
)
TOKENS = (
    *"""* ** *** _ __ ` `` ``` ~~~ [ ] ( ) ![ ]( [^1] [^1]: [a]: *[X]: X ] < > <b> </b> <div> </div> <br/> <!-- -->
    " ' "' '" ' " " ' -- --- ... \\ \\" \\* \\\\ & &amp; &quot; &#39; # ## > - + 1. : | |-|-| {#a} {:.b} { } = === ---
    word s 80s Élan “ ” ‘ ’ — « ( . , ; ! http://a.example <http://a.example> <a@b.example> {{ \x02
    é 5 /// "x" 'x' *x* __x__ `x` [x](y) [x][a]""".split(),
    *(" ", " ", " ", "\n", "\n", "\n\n", "\n\n", "  \n", "    ", "\t", "\r\n", ' "', '" ', " '", "' "),
    *("[^1]: ", "\n> ", "\n- ", '<a href="x">', "<div markdown=1>"),
)
WRITTEN = st.lists(st.sampled_from(TOKENS) | st.text(max_size=3), max_size=40).map("".join)
