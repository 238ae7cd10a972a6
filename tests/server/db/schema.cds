/// A lending library: small, with one of each thing that a client can get wrong on the wire.
namespace stacks;

using { cuid, managed } from '@sap/cds/common';

type Genre : String(20) enum { novel; poetry; science; travel; }

/// A structure in a collection, which stays one on the wire.
type Award { title : String(60); year : Int16; sum : Decimal(11, 2); }

entity Authors : cuid, managed {
  name  : String(60) @mandatory;
  born  : Date;
  books : Association to many Books on books.author = $self;
}

entity Books : cuid, managed {
  title     : String(120) @mandatory;
  genre     : Genre @assert.range;
  pages     : Int32 @assert.range: [1, 20000];
  price     : Decimal(9, 2);
  weight    : Double;
  sold      : Int64;
  inPrint   : Boolean not null default true;
  published : Date;
  reading   : Time;
  lentUntil : DateTime;
  digest    : Binary(32);
  tags      : many String;
  awards    : many Award;
  author    : Association to Authors;
  chapters  : Composition of many Chapters on chapters.book = $self;
  /// The service makes a new one with each change.
  version   : UUID @odata.etag;
  cover     : LargeBinary @Core.MediaType: 'image/png';
}

entity Chapters : cuid {
  book   : Association to Books;
  number : Int16 not null;
  title  : String(120) @mandatory;
}

/// A key of two parts, of which one is a string that nothing keeps from holding quotes and slashes.
entity Shelves {
  key room   : String(20);
  key number : Int32;
      label  : String(60);
      books  : Integer64;
}

/// More than a page.
entity Readers {
  key number : Int32;
      name   : String(60);
      joined : Timestamp;
}

entity Hours {
  key ID     : Int32;
      monday : Time;
      sunday : Time;
      note   : String(60);
}
