package sqlite

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// query returns what SQLite itself, as Python has it, answers about a file.
func query(t *testing.T, data []byte, queries ...string) string {
	t.Helper()
	python, err := exec.LookPath("/usr/bin/python3")
	if err != nil {
		t.Skip("Python is not on this machine")
	}
	file := filepath.Join(t.TempDir(), "a.db")
	if err := os.WriteFile(file, data, 0o644); err != nil {
		t.Fatal(err)
	}
	const script = `import sqlite3, sys
db = sqlite3.connect(sys.argv[1])
for q in sys.argv[2:]:
    for row in db.execute(q): print(*row, sep="|")`
	out, err := exec.Command(python, append([]string{"-c", script, file}, queries...)...).CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	return string(out)
}

// tableOf has n rows, some of them larger than a page.
func tableOf(n int) Table {
	t := Table{
		Name: "t", SQL: "CREATE TABLE t (id integer primary key, a integer, b text, c real)",
		Indexes: []Index{{"ix_a", "CREATE INDEX ix_a on t (a)", []int{1}}},
	}
	for i := range n {
		text := fmt.Sprint("row ", i)
		if i%100 == 99 {
			text = strings.Repeat("é", 10*i)
		}
		t.Rows = append(t.Rows, Row{int64(i)*1_000_003 + 1, []any{nil, int64(i*7919%n) - 5, text, float64(i) / 2}})
	}
	return t
}

func TestSQLiteReadsEveryRow(t *testing.T) {
	for _, n := range []int{0, 1, 2, 30, 100, 101, 1000, 20_000} {
		table := tableOf(n)
		got := query(t, File([]Table{table, {Name: "empty", SQL: "CREATE TABLE empty (x)"}}),
			"pragma integrity_check", "select count(*), coalesce(sum(length(b)), 0), coalesce(sum(c), 0) from t",
			"select count(*) from t indexed by ix_a where a >= -5", "select count(*) from empty")
		length, sum := 0, 0.0
		for _, row := range table.Rows {
			length += len([]rune(row.Values[2].(string)))
			sum += row.Values[3].(float64)
		}
		sumText := fmt.Sprintf("%.1f", sum)
		if n == 0 {
			sumText = "0"
		}
		if want := fmt.Sprintf("ok\n%d|%d|%s\n%d\n0\n", n, length, sumText, n); got != want {
			t.Errorf("%d rows: got\n%swant\n%s", n, got, want)
		}
	}
}

func TestIndexOfAnyNumberOfRows(t *testing.T) {
	for n := 250; n < 800; n += 11 {
		if got := query(t, File([]Table{tableOf(n)}), "pragma integrity_check"); got != "ok\n" {
			t.Fatalf("%d rows: %s", n, got)
		}
	}
}

func TestNumbers(t *testing.T) {
	table := Table{Name: "t", SQL: "CREATE TABLE t (n integer)"}
	want := ""
	for i, n := range []int64{0, 1, -1, 127, 128, -128, -129, 32767, 32768, 8388607, 8388608, 1<<31 - 1, 1 << 31, 1<<47 - 1, 1 << 47, 1<<63 - 1, -1 << 63} {
		table.Rows = append(table.Rows, Row{int64(i), []any{n}})
		want += fmt.Sprintln(n)
	}
	table.Rows = append(table.Rows, Row{1<<63 - 1, []any{int64(5)}})
	if got := query(t, File([]Table{table}), "select n from t"); got != want+"5\n" {
		t.Errorf("got\n%swant\n%s", got, want)
	}
}
