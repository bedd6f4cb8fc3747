#!/bin/sh
# embed.sh PACKAGE OUTPUT FILE...: writes a Swift file that maps each FILE's path to its text.
set -eu
package=$1 output=$2
shift 2
{
  printf '/// The texts of sql/, Reports/ and examples/demo/ by path, written by the EmbedText plugin.\n'
  printf 'enum EmbeddedText {\n  static let files: [String: String] = [\n'
  for file in "$@"; do
    printf '    "%s": ##"""\n' "$file"
    cat "$package/$file"
    printf '\n"""##,\n'
  done
  printf '  ]\n}\n'
} >"$output"
