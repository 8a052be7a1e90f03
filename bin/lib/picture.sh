# shellcheck shell=bash
# A run as the README shows it, from its report as text.

run_id() { sed -n '1s/^Run \([^ ]*\) .*/\1/p' "$1"; }

# run_tables REPORT: from heading to last bar, indented as code; below the name of the workload where there are several.
run_tables() {
  awk -v RS= '
    /\n-+(  -+)+\n/ { tables[++count] = $0 }
    END {
      if (!count) exit 1
      for (i = 1; i <= count; i++) {
        table = tables[i]
        if (count == 1) sub(/^[^\n]*\n/, "", table)
        gsub(/\n/, "\n    ", table)
        print (i > 1 ? "\n" : "") "    " table
      }
    }' "$1" || die "expected a report with a table, got $1"
}

# run_sentence REPORT: of what was measured on, from its system information, and with how many samples.
run_sentence() {
  awk '
    # The fact of a platform; names begin like others (CPUs, CPUs at work …), values of those do not.
    function value(platform, name, value_like,   i, rest) {
      for (i = 1; i <= facts[platform]; i++) {
        rest = substr(fact[platform, i], length(name) + 2)
        if (index(fact[platform, i], name " ") == 1 && rest ~ value_like) return rest
      }
    }
    function add(said, before, words, after) {
      if (words == "") return said
      gsub(/; /, ", ", words)
      return said (said == "" ? "" : ", ") before words after
    }
    function system_of(platform,   said) {
      said = add("", "", value(platform, "machine", "^[^ ]+$"), "")
      said = add(said, "", value(platform, "CPUs", "^[0-9]"), " CPUs")
      said = add(said, "", value(platform, "memory", "^[0-9]"), " of memory")
      said = add(said, "", value(platform, "engine system", "."), "")
      said = add(said, "kernel ", value(platform, "kernel", "."), "")
      said = add(said, "engine ", value(platform, "engine version", "."), "")
      said = add(said, "", value(platform, "file system", "."), "")
      return add(said, "Node ", value(platform, "node", "^v?[0-9]"), "")
    }
    NR == 1 { run = $2 }
    /^-+(  -+)+$/ {
      columns = split(heading, names, /  +/)
      for (i = 1; i <= columns; i++) if (names[i] == "n") n = i
      rows = 1
      next
    }
    { heading = $0 }
    $0 == "" { rows = 0 }
    rows && n {
      split($0, cells, /  +/)
      if (!counted[cells[n]]++) counts = counts (counts == "" ? "" : " or ") cells[n]
    }
    $0 == "System information" { information = 1 }
    information && /^- / { named[++platforms] = substr($0, 3) }
    information && /^  [^ ]/ { fact[platforms, ++facts[platforms]] = substr($0, 3) }
    information && /^    / { fact[platforms, facts[platforms]] = fact[platforms, facts[platforms]] " " substr($0, 5) }
    END {
      sentence = "Measured in run " run " with n = " counts " in each row"
      for (i = 1; i <= platforms; i++) sentence = sentence "; " named[i] ": " system_of(i)
      words = split(sentence ".", word, " ")
      for (i = 1; i <= words; i++) {
        if (line != "" && length(line " " word[i]) > 118) { print line; line = "" }
        line = line (line == "" ? "" : " ") word[i]
      }
      print line
    }' "$1"
}

# replace_marked FILE BLOCK: what stands in FILE between the two comments becomes what the file BLOCK holds.
replace_marked() {
  local marked
  marked=$(mktemp)
  if ! awk -v begin='<!-- bin/picture: begin -->' -v end='<!-- bin/picture: end -->' -v block="$2" '
    $0 == end { inside = 0; ends++ }
    !inside
    $0 == begin {
      print ""
      while ((getline line <block) > 0) print line
      print ""
      inside = 1
      begins++
    }
    END { exit begins != 1 || ends != 1 || inside }' "$1" >"$marked"; then
    rm -f "$marked"
    die "expected the comments <!-- bin/picture: begin --> and <!-- bin/picture: end --> once each in $1"
  fi
  cat "$marked" >"$1"
  rm -f "$marked"
}
