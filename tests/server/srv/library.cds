using { stacks } from '../db/schema';

/// What is served. Nothing is left out: a client has to take all of it.
@path: '/library'
service Library {

  type Statistics { books : Int64; pages : Int64; mean : Decimal(15, 2); newest : Date; }

  entity Authors as projection on stacks.Authors;

  entity Books as projection on stacks.Books actions {
    /// An action with parameters, and the entity as it is afterwards.
    action lend(until : DateTime not null, note : String) returns Books;
    /// An action with neither.
    action shred();
    /// Bound to the collection.
    action reprice(in : many $self, factor : Decimal(5, 2) not null) returns Int32;
    /// A primitive.
    function priceIn(currency : String not null, rate : Decimal(9, 4) not null) returns Decimal(9, 2);
    /// A collection of entities.
    function similar(limit : Int32 not null) returns many Books;
    /// Bound to the collection, and one entity.
    function longest(in : many $self) returns Books;
  };

  /// More than a page of them belong to a book, so that a link leads on from below the service root.
  @cds.query.limit: { default: 2 }
  entity Chapters as projection on stacks.Chapters;
  entity Shelves  as projection on stacks.Shelves;

  @cds.query.limit: { default: 5, max: 10 }
  entity Readers  as projection on stacks.Readers;

  @odata.singleton
  entity Hours    as projection on stacks.Hours;

  /// A primitive, an entity, entities, strings and a structure.
  function countOf(genre : stacks.Genre not null) returns Int64;
  function newest() returns Books;
  function publishedBetween(![from] : Date not null, until : Date not null) returns many Books;
  function tagsOf(books : many UUID) returns many String;
  function statistics() returns Statistics;

  /// A collection of structures goes in, and a structure comes out.
  action award(book : UUID not null, awards : many stacks.Award) returns stacks.Award;
  action renumber(numbers : many Int32) returns many Int32;
  action reset();
}
