// What Go's own packages for transparency logs say of a published folder, of proofs, and as a witness. Usage:
//
//	tlog_check folder VKEY FOLDER
//	    opens the checkpoint, authenticates every tile and every entry, and prints size and root
//	tlog_check proofs VKEY FOLDER < LINES
//	    LINES: "inclusion INDEX SIZE HASH..." and "consistency OLD SIZE HASH...", hashes in base64; prints how many hold
//	tlog_check witness VKEY OLD_CHECKPOINT NAME SEED TIME < REQUEST
//	    answers C2SP tlog-witness's add-checkpoint request with a cosignature line, as a witness that saw OLD_CHECKPOINT
//	tlog_check sign FILE < TEXT
//	    signs with the private key in FILE, and prints the note
package main

import (
	"bufio"
	"bytes"
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"io"
	"log"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

const tileHeight = 8

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}

func openNote(vkey string, text []byte) (tlog.Tree, string) {
	verifier, err := note.NewVerifier(vkey)
	check(err)
	opened, err := note.Open(text, note.VerifierList(verifier))
	check(err)
	lines := strings.SplitN(opened.Text, "\n", 3)
	if lines[0] != verifier.Name() {
		log.Fatalf("the checkpoint is about %q, its key is called %q", lines[0], verifier.Name())
	}
	// Go's own tree description has the two further lines of a checkpoint below a line of its own.
	tree, err := tlog.ParseTree([]byte("go.sum database tree\n" + lines[1] + "\n" + lines[2]))
	check(err)
	return tree, opened.Text
}

// folder is a published folder; it reads tiles by C2SP's paths, which leave out the height that Go's have.
type folder string

func (dir folder) Height() int { return tileHeight }

func (dir folder) ReadTiles(tiles []tlog.Tile) ([][]byte, error) {
	var all [][]byte
	for _, tile := range tiles {
		path := strings.Replace(tile.Path(), fmt.Sprintf("tile/%d/", tileHeight), "tile/", 1)
		data, err := os.ReadFile(filepath.Join(string(dir), path))
		if err != nil {
			return nil, err
		}
		all = append(all, data)
	}
	return all, nil
}

func (dir folder) SaveTiles([]tlog.Tile, [][]byte) {}

func (dir folder) open(vkey string) (tlog.Tree, tlog.HashReader) {
	text, err := os.ReadFile(filepath.Join(string(dir), "checkpoint"))
	check(err)
	tree, _ := openNote(vkey, text)
	return tree, tlog.TileHashReader(tree, dir)
}

// entries reads one bundle: 16-bit lengths, big-endian, each before its entry.
func (dir folder) entries(index int64, width int) [][]byte {
	tile := tlog.Tile{H: tileHeight, L: -1, N: index, W: width}
	path := strings.Replace(tile.Path(), fmt.Sprintf("tile/%d/data/", tileHeight), "tile/entries/", 1)
	data, err := os.ReadFile(filepath.Join(string(dir), path))
	check(err)
	var entries [][]byte
	for len(data) > 0 {
		length := int(binary.BigEndian.Uint16(data))
		entries = append(entries, data[2:2+length])
		data = data[2+length:]
	}
	if len(entries) != width {
		log.Fatalf("%s has %d entries, not %d", path, len(entries), width)
	}
	return entries
}

func checkFolder(vkey string, dir folder) {
	tree, reader := dir.open(vkey)
	// All hashes again from the entries alone, and each leaf beside what the tiles say.
	var stored []tlog.Hash
	storedReader := tlog.HashReaderFunc(func(indexes []int64) ([]tlog.Hash, error) {
		var hashes []tlog.Hash
		for _, index := range indexes {
			hashes = append(hashes, stored[index])
		}
		return hashes, nil
	})
	for first := int64(0); first < tree.N; first += 1 << tileHeight {
		width := tree.N - first
		if width > 1<<tileHeight {
			width = 1 << tileHeight
		}
		for i, entry := range dir.entries(first>>tileHeight, int(width)) {
			position := first + int64(i)
			hashes, err := tlog.StoredHashes(position, entry, storedReader)
			check(err)
			stored = append(stored, hashes...)
			leaf, err := reader.ReadHashes([]int64{tlog.StoredHashIndex(0, position)})
			check(err)
			if leaf[0] != tlog.RecordHash(entry) {
				log.Fatalf("entry %d is not the leaf", position)
			}
		}
	}
	root, err := tlog.TreeHash(tree.N, storedReader)
	check(err)
	if root != tree.Hash {
		log.Fatalf("the entries give %v, the checkpoint says %v", root, tree.Hash)
	}
	fmt.Println(tree.N, hex.EncodeToString(root[:]))
}

func hashesIn(words []string) []tlog.Hash {
	var hashes []tlog.Hash
	for _, word := range words {
		hash, err := tlog.ParseHash(word)
		check(err)
		hashes = append(hashes, hash)
	}
	return hashes
}

func same(ours, theirs []tlog.Hash) bool {
	if len(ours) != len(theirs) {
		return false
	}
	for i := range ours {
		if ours[i] != theirs[i] {
			return false
		}
	}
	return true
}

func checkProof(reader tlog.HashReader, words []string) {
	small, err := strconv.ParseInt(words[1], 10, 64)
	check(err)
	size, err := strconv.ParseInt(words[2], 10, 64)
	check(err)
	path := hashesIn(words[3:])
	root, err := tlog.TreeHash(size, reader)
	check(err)
	var theirs []tlog.Hash
	if words[0] == "inclusion" {
		leaf, err := reader.ReadHashes([]int64{tlog.StoredHashIndex(0, small)})
		check(err)
		check(tlog.CheckRecord(path, size, root, small, leaf[0]))
		theirs, err = tlog.ProveRecord(size, small, reader)
		check(err)
	} else {
		old, err := tlog.TreeHash(small, reader)
		check(err)
		check(tlog.CheckTree(path, size, root, small, old))
		theirs, err = tlog.ProveTree(size, small, reader)
		check(err)
	}
	if !same(path, theirs) {
		log.Fatalf("%v: another proof than Go makes", words[:3])
	}
}

func checkProofs(vkey string, dir folder) {
	_, reader := dir.open(vkey)
	lines := bufio.NewScanner(os.Stdin)
	lines.Buffer(nil, 1<<20)
	held := 0
	for ; lines.Scan(); held++ {
		checkProof(reader, strings.Fields(lines.Text()))
	}
	check(lines.Err())
	fmt.Println(held)
}

func keyID(name string, kind byte, key []byte) []byte {
	hash := sha256.Sum256(append(append([]byte(name+"\n"), kind), key...))
	return hash[:4]
}

func answerAsWitness(vkey, oldFile, name, seedText, timeText string) {
	request, err := io.ReadAll(os.Stdin)
	check(err)
	head, text, found := bytes.Cut(request, []byte("\n\n"))
	if !found {
		log.Fatal("the request has no checkpoint")
	}
	tree, body := openNote(vkey, text)
	lines := strings.Split(string(head), "\n")
	if oldFile == "-" {
		if len(lines) != 1 || lines[0] != "old 0" {
			log.Fatal("a witness that saw nothing is asked for nothing to be proven")
		}
	} else {
		oldText, err := os.ReadFile(oldFile)
		check(err)
		old, _ := openNote(vkey, oldText)
		if lines[0] != fmt.Sprintf("old %d", old.N) {
			log.Fatalf("asked about %q, saw %d", lines[0], old.N)
		}
		check(tlog.CheckTree(hashesIn(lines[1:]), tree.N, tree.Hash, old.N, old.Hash))
	}
	seed, err := hex.DecodeString(seedText)
	check(err)
	time, err := strconv.ParseUint(timeText, 10, 64)
	check(err)
	key := ed25519.NewKeyFromSeed(seed)
	signature := keyID(name, 4, key.Public().(ed25519.PublicKey))
	signature = binary.BigEndian.AppendUint64(signature, time)
	signature = append(signature, ed25519.Sign(key, []byte(fmt.Sprintf("cosignature/v1\ntime %d\n%s", time, body)))...)
	fmt.Printf("\u2014 %s %s\n", name, base64.StdEncoding.EncodeToString(signature))
}

func signAsGo(file string) {
	key, err := os.ReadFile(file)
	check(err)
	signer, err := note.NewSigner(strings.TrimSpace(string(key)))
	check(err)
	text, err := io.ReadAll(os.Stdin)
	check(err)
	signed, err := note.Sign(&note.Note{Text: string(text)}, signer)
	check(err)
	os.Stdout.Write(signed)
}

func main() {
	log.SetFlags(0)
	arguments := os.Args[1:]
	switch {
	case len(arguments) == 3 && arguments[0] == "folder":
		checkFolder(arguments[1], folder(arguments[2]))
	case len(arguments) == 3 && arguments[0] == "proofs":
		checkProofs(arguments[1], folder(arguments[2]))
	case len(arguments) == 6 && arguments[0] == "witness":
		answerAsWitness(arguments[1], arguments[2], arguments[3], arguments[4], arguments[5])
	case len(arguments) == 2 && arguments[0] == "sign":
		signAsGo(arguments[1])
	default:
		log.Fatal("usage: see main.go")
	}
}
