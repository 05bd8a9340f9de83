//! The index itself: in memory or in a folder, written whole or in part.

use std::path::Path;
use std::sync::{Mutex, PoisonError};

use tantivy::directory::{MmapDirectory, RamDirectory};
use tantivy::schema::{
    Field, IndexRecordOption, STORED, STRING, Schema, SchemaBuilder, TextFieldIndexing, TextOptions,
};
use tantivy::tokenizer::TextAnalyzer;
use tantivy::{IndexReader, IndexWriter, ReloadPolicy, TantivyDocument, TantivyError, Term, doc};

use crate::synonyms::{Synonyms, synonyms};
use crate::{Document, analysis};

/// Grows with every change of the fields or the analysis, so that an older index is built anew.
const FORMAT: u32 = 1;
/// The lead is that many words from the beginning of the body, where an article says what it is
/// about.
const LEAD_WORDS: usize = 100;
/// The least that the engine works with; enough for thousands of articles.
const WRITER_BYTES: usize = 15_000_000;

/// The index could not be read or written. It holds nothing of its own, so that it can be deleted
/// and built again.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    /// The engine or the file system failed.
    #[error("the search index failed")]
    Engine(#[from] TantivyError),
    /// The folder could not be made or emptied.
    #[error("the folder of the search index cannot be used")]
    Folder(#[from] std::io::Error),
    /// A document is in a language that the index was not opened for.
    #[error("the search index has no language {0:?}")]
    Language(String),
}

/// A full-text index. Searching needs no lock and sees the last finished write.
pub struct Index {
    engine: tantivy::Index,
    pub(crate) reader: IndexReader,
    pub(crate) fields: Fields,
    tongues: Vec<Tongue>,
    /// The engine allows one writer at a time.
    writing: Mutex<()>,
}

/// The fields that are the same in every language.
pub struct Fields {
    pub id: Field,
    pub language: Field,
    pub scope: Field,
    pub topic: Field,
}

/// A language of the index.
pub struct Tongue {
    /// Its code.
    pub code: String,
    /// Title, summary, lead, body and codes.
    pub fields: [Field; 5],
    /// What makes terms of its texts.
    pub analyzer: TextAnalyzer,
    /// Words that stand for one another.
    pub synonyms: Synonyms,
}

impl Index {
    /// An empty index that goes with the process.
    pub fn in_memory(languages: &[&str]) -> Result<Self, Fault> {
        let (schema, fields, tongues) = layout(languages);
        let engine = tantivy::Index::open_or_create(RamDirectory::create(), schema)?;
        Self::over(engine, fields, tongues)
    }

    /// The index in a folder of its own, made where it is missing. One of another format or other
    /// languages, or a damaged one, is replaced by an empty one.
    pub fn open(folder: &Path, languages: &[&str]) -> Result<Self, Fault> {
        let kept = folder.join(format!("format-{FORMAT}-{}", languages.join("-")));
        match Self::open_kept(&kept, languages) {
            Err(Fault::Engine(_)) => {
                std::fs::remove_dir_all(&kept)?;
                Self::open_kept(&kept, languages)
            }
            opened => opened,
        }
    }

    fn open_kept(folder: &Path, languages: &[&str]) -> Result<Self, Fault> {
        std::fs::create_dir_all(folder)?;
        let (schema, fields, tongues) = layout(languages);
        let directory = MmapDirectory::open(folder).map_err(TantivyError::from)?;
        let engine = tantivy::Index::open_or_create(directory, schema)?;
        Self::over(engine, fields, tongues)
    }

    fn over(engine: tantivy::Index, fields: Fields, tongues: Vec<Tongue>) -> Result<Self, Fault> {
        for tongue in &tongues {
            engine
                .tokenizers()
                .register(&tongue.code, tongue.analyzer.clone());
        }
        let reader = engine
            .reader_builder()
            .reload_policy(ReloadPolicy::Manual)
            .try_into()?;
        Ok(Self {
            engine,
            reader,
            fields,
            tongues,
            writing: Mutex::new(()),
        })
    }

    /// The version of the content that was written last, or nothing while the index is empty. Where
    /// it is not the wanted one, [`rebuild`](Self::rebuild).
    pub fn content(&self) -> Result<Option<String>, Fault> {
        Ok(self.engine.load_metas()?.payload)
    }

    /// Replaces everything by `documents`, which are the content in version `content`. Until it is
    /// done the old content is found.
    pub fn rebuild(
        &self,
        content: &str,
        documents: impl IntoIterator<Item = Document>,
    ) -> Result<(), Fault> {
        self.write(content, |writer| {
            writer.delete_all_documents()?;
            self.add(writer, documents)
        })
    }

    /// Takes away the documents known by `outdated` in every language and adds `documents`, which
    /// makes the content version `content`. A document that changed is in both.
    pub fn update(
        &self,
        content: &str,
        outdated: &[&str],
        documents: impl IntoIterator<Item = Document>,
    ) -> Result<(), Fault> {
        self.write(content, |writer| {
            for id in outdated {
                writer.delete_term(Term::from_field_text(self.fields.id, id));
            }
            self.add(writer, documents)
        })
    }

    fn write(
        &self,
        content: &str,
        job: impl FnOnce(&IndexWriter) -> Result<(), Fault>,
    ) -> Result<(), Fault> {
        let _alone = self.writing.lock().unwrap_or_else(PoisonError::into_inner);
        let mut writer = self.engine.writer_with_num_threads(1, WRITER_BYTES)?;
        job(&writer)?;
        let mut commit = writer.prepare_commit()?;
        commit.set_payload(content);
        commit.commit()?;
        writer.wait_merging_threads()?;
        Ok(self.reader.reload()?)
    }

    fn add(
        &self,
        writer: &IndexWriter,
        documents: impl IntoIterator<Item = Document>,
    ) -> Result<(), Fault> {
        for document in documents {
            let tongue = self
                .tongue(&document.language)
                .ok_or_else(|| Fault::Language(document.language.clone()))?;
            writer.add_document(self.row(tongue, &document))?;
        }
        Ok(())
    }

    fn row(&self, tongue: &Tongue, document: &Document) -> TantivyDocument {
        let [title, summary, lead, body, codes] = tongue.fields;
        let beginning = document
            .body
            .split_whitespace()
            .take(LEAD_WORDS)
            .collect::<Vec<_>>();
        let mut row = doc!(
            self.fields.id => document.id.as_str(),
            self.fields.language => document.language.as_str(),
            title => document.title.as_str(),
            summary => document.summary.as_str(),
            lead => beginning.join(" "),
            body => document.body.as_str(),
            codes => document.codes.join(" "),
        );
        document
            .scopes
            .iter()
            .for_each(|scope| row.add_text(self.fields.scope, scope));
        document
            .topics
            .iter()
            .for_each(|topic| row.add_text(self.fields.topic, topic));
        row
    }

    pub(crate) fn tongue(&self, language: &str) -> Option<&Tongue> {
        self.tongues.iter().find(|tongue| tongue.code == language)
    }
}

/// The fields of an index for these languages. Texts of different languages have fields of their
/// own: a word is rare or common within a language.
fn layout(languages: &[&str]) -> (Schema, Fields, Vec<Tongue>) {
    let mut schema = Schema::builder();
    let fields = Fields {
        id: schema.add_text_field("id", STRING | STORED),
        language: schema.add_text_field("language", STRING),
        scope: schema.add_text_field("scope", STRING),
        topic: schema.add_text_field("topic", STRING),
    };
    let tongues = languages
        .iter()
        .map(|code| tongue(&mut schema, code))
        .collect();
    (schema.build(), fields, tongues)
}

fn tongue(schema: &mut SchemaBuilder, code: &str) -> Tongue {
    let analyzer = analysis::analyzer(code);
    Tongue {
        code: code.to_owned(),
        fields: ["title", "summary", "lead", "body", "codes"]
            .map(|name| text_field(schema, name, code)),
        synonyms: synonyms(code, &analyzer),
        analyzer,
    }
}

fn text_field(schema: &mut SchemaBuilder, name: &str, language: &str) -> Field {
    let indexing = TextFieldIndexing::default()
        .set_tokenizer(language)
        .set_index_option(IndexRecordOption::WithFreqs);
    let options = TextOptions::default().set_indexing_options(indexing);
    schema.add_text_field(&format!("{name}_{language}"), options)
}
