//! `Schema` and its children.

use super::{
    reader::{Reader, Result},
    tag::Tag,
    text::Text,
    tree::{
        Annotation, ContainerElement, EntityContainer, EnumType, Import, Key, Member, NavigationProperty, Operation,
        Parameter, Property, PropertyRef, Resource, ReturnType, Schema, SchemaElement, StructuredType, TypeDefinition,
    },
};

const FACETS: [&str; 6] = ["MaxLength", "Precision", "Scale", "Unicode", "SRID", "DefaultValue"];

impl<'a> Reader<'a> {
    pub(super) fn schema(&mut self, tag: &Tag<'a>, is_first: bool) -> Result<Schema<'a>> {
        Ok(Schema {
            namespace: self.require(tag, "Namespace"),
            alias: self.take("Alias"),
            enclosing: self.enclosing(),
            elements: self.elements(is_first)?,
        })
    }

    /// A child of a schema, whose start tag was read last; `None` if it is of no use to us.
    pub(super) fn schema_element(&mut self, tag: &Tag<'a>) -> Result<Option<SchemaElement<'a>>> {
        Ok(Some(match tag.name {
            "EntityType" => SchemaElement::EntityType(Box::new(self.structured_type(tag)?)),
            "ComplexType" => SchemaElement::ComplexType(Box::new(self.structured_type(tag)?)),
            "EnumType" => SchemaElement::EnumType(Box::new(self.enum_type(tag)?)),
            "TypeDefinition" => SchemaElement::TypeDefinition(Box::new(self.type_definition(tag)?)),
            "Term" => SchemaElement::Term(self.name_only(tag)?),
            "Action" => SchemaElement::Action(Box::new(self.operation(tag)?)),
            "Function" => SchemaElement::Function(Box::new(self.operation(tag)?)),
            "EntityContainer" => SchemaElement::EntityContainer(Box::new(self.entity_container(tag)?)),
            "Annotations" => SchemaElement::Annotations(self.annotations(tag)?),
            _ => {
                self.pass_over(tag)?;
                return Ok(None);
            }
        }))
    }

    fn structured_type(&mut self, tag: &Tag<'a>) -> Result<StructuredType<'a>> {
        let mut ty = StructuredType {
            name: self.require(tag, "Name"),
            base_type: self.take("BaseType"),
            is_abstract: self.take("Abstract"),
            open_type: self.take("OpenType"),
            has_stream: self.take("HasStream"),
            keys: Vec::new(),
            properties: Vec::new(),
            navigation_properties: Vec::new(),
            annotations: Vec::new(),
            span: tag.span,
        };
        while let Some(tag) = self.child()? {
            match tag.name {
                "Key" => ty.keys.push(self.key(&tag)?),
                "Property" => ty.properties.push(self.property(&tag)?),
                "NavigationProperty" => ty.navigation_properties.push(self.navigation_property(&tag)?),
                "Annotation" => ty.annotations.push(self.annotation(&tag)?),
                _ => self.pass_over(&tag)?,
            }
        }
        Ok(ty)
    }

    fn key(&mut self, tag: &Tag<'a>) -> Result<Key<'a>> {
        let mut property_refs = Vec::new();
        while let Some(tag) = self.child()? {
            if tag.name == "PropertyRef" {
                property_refs.push(PropertyRef { name: self.require(&tag, "Name"), alias: self.take("Alias") });
            }
            self.pass_over(&tag)?;
        }
        Ok(Key { property_refs, span: tag.span })
    }

    fn property(&mut self, tag: &Tag<'a>) -> Result<Property<'a>> {
        Ok(Property {
            name: self.require(tag, "Name"),
            ty: self.require(tag, "Type"),
            nullable: self.take("Nullable"),
            facets: self.facets(),
            annotations: self.inner_annotations()?,
            span: tag.span,
        })
    }

    fn facets(&mut self) -> Vec<(&'static str, Text<'a>)> {
        FACETS.into_iter().filter_map(|facet| Some((facet, self.take(facet)?))).collect()
    }

    fn navigation_property(&mut self, tag: &Tag<'a>) -> Result<NavigationProperty<'a>> {
        Ok(NavigationProperty {
            name: self.require(tag, "Name"),
            ty: self.require(tag, "Type"),
            nullable: self.take("Nullable"),
            contains_target: self.take("ContainsTarget"),
            annotations: self.inner_annotations()?,
            span: tag.span,
        })
    }

    fn enum_type(&mut self, tag: &Tag<'a>) -> Result<EnumType<'a>> {
        let mut ty = EnumType {
            name: self.require(tag, "Name"),
            underlying_type: self.take("UnderlyingType"),
            is_flags: self.take("IsFlags"),
            members: Vec::new(),
            annotations: Vec::new(),
            span: tag.span,
        };
        while let Some(tag) = self.child()? {
            match tag.name {
                "Member" => ty.members.push(Member {
                    name: self.require(&tag, "Name"),
                    value: self.take("Value"),
                    annotations: self.inner_annotations()?,
                    span: tag.span,
                }),
                "Annotation" => ty.annotations.push(self.annotation(&tag)?),
                _ => self.pass_over(&tag)?,
            }
        }
        Ok(ty)
    }

    fn type_definition(&mut self, tag: &Tag<'a>) -> Result<TypeDefinition<'a>> {
        Ok(TypeDefinition {
            name: self.require(tag, "Name"),
            underlying_type: self.require(tag, "UnderlyingType"),
            facets: self.facets(),
            annotations: self.inner_annotations()?,
            span: tag.span,
        })
    }

    fn operation(&mut self, tag: &Tag<'a>) -> Result<Operation<'a>> {
        let mut operation = Operation {
            name: self.require(tag, "Name"),
            is_bound: self.take("IsBound"),
            is_composable: self.take("IsComposable"),
            parameters: Vec::new(),
            return_type: None,
            annotations: Vec::new(),
            span: tag.span,
        };
        while let Some(tag) = self.child()? {
            match tag.name {
                "Parameter" => operation.parameters.push(Parameter {
                    name: self.require(&tag, "Name"),
                    ty: self.require(&tag, "Type"),
                    nullable: self.take("Nullable"),
                    facets: self.facets(),
                    annotations: self.inner_annotations()?,
                }),
                "ReturnType" => {
                    operation.return_type = Some(ReturnType {
                        ty: self.require(&tag, "Type"),
                        nullable: self.take("Nullable"),
                        facets: self.facets(),
                        annotations: self.inner_annotations()?,
                    });
                }
                "Annotation" => operation.annotations.push(self.annotation(&tag)?),
                _ => self.pass_over(&tag)?,
            }
        }
        Ok(operation)
    }

    fn entity_container(&mut self, tag: &Tag<'a>) -> Result<EntityContainer<'a>> {
        let mut container = EntityContainer {
            name: self.require(tag, "Name"),
            extends: self.take("Extends"),
            elements: Vec::new(),
            span: tag.span,
        };
        while let Some(tag) = self.child()? {
            let element = match tag.name {
                "EntitySet" => ContainerElement::EntitySet(self.resource(&tag, "EntityType")?),
                "Singleton" => ContainerElement::Singleton(self.resource(&tag, "Type")?),
                "ActionImport" => ContainerElement::ActionImport(self.import(&tag, "Action")?),
                "FunctionImport" => ContainerElement::FunctionImport(self.import(&tag, "Function")?),
                _ => {
                    self.pass_over(&tag)?;
                    continue;
                }
            };
            container.elements.push(element);
        }
        Ok(container)
    }

    fn resource(&mut self, tag: &Tag<'a>, ty: &str) -> Result<Resource<'a>> {
        let mut resource = Resource {
            name: self.require(tag, "Name"),
            ty: self.require(tag, ty),
            bindings: Vec::new(),
            annotations: Vec::new(),
            span: tag.span,
        };
        while let Some(tag) = self.child()? {
            match tag.name {
                "NavigationPropertyBinding" => {
                    resource.bindings.extend(self.take("Target"));
                    self.pass_over(&tag)?;
                }
                "Annotation" => resource.annotations.push(self.annotation(&tag)?),
                _ => self.pass_over(&tag)?,
            }
        }
        Ok(resource)
    }

    fn import(&mut self, tag: &Tag<'a>, operation: &str) -> Result<Import<'a>> {
        Ok(Import {
            name: self.require(tag, "Name"),
            operation: self.require(tag, operation),
            annotations: self.inner_annotations()?,
            span: tag.span,
        })
    }

    fn name_only(&mut self, tag: &Tag<'a>) -> Result<Text<'a>> {
        let name = self.require(tag, "Name");
        self.skip()?;
        Ok(name)
    }

    /// The `Annotation` children of an element that has no others of interest; reads up to its end.
    fn inner_annotations(&mut self) -> Result<Vec<Annotation<'a>>> {
        let mut annotations = Vec::new();
        while let Some(tag) = self.child()? {
            match tag.name {
                "Annotation" => annotations.push(self.annotation(&tag)?),
                _ => self.pass_over(&tag)?,
            }
        }
        Ok(annotations)
    }
}
